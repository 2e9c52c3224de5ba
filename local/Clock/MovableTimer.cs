namespace Tasdir.Local.Clock;

/// <summary>A timer whose due time is an instant of the movable clock.</summary>
internal sealed class MovableTimer : ITimer
{
    // A system timer cannot wait longer than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly MovableClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ITimer real;
    private readonly Lock gate = new();
    private DateTimeOffset? due;
    private TimeSpan period;
    private bool disposed;

    public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
    {
        this.clock = clock;
        this.callback = callback;
        this.state = state;
        real = TimeProvider.System.CreateTimer(_ => FireIfDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }

            this.period = period;
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            Arm();
            return true;
        }
    }

    /// <summary>The clock has moved: what is due now fires on the thread pool, the rest waits less.</summary>
    public void Recheck()
    {
        lock (gate)
        {
            Arm();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            due = null;
        }

        clock.Forget(this);
        real.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm()
    {
        if (disposed)
        {
            return;
        }

        if (due is not { } instant)
        {
            real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Rounded up to whole milliseconds, as the system counts them; too early costs another round, no more.
        var wait = Math.Clamp(Math.Ceiling((instant - clock.GetUtcNow()).TotalMilliseconds), 0, LongestWait.TotalMilliseconds);
        real.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }

    private void FireIfDue()
    {
        lock (gate)
        {
            if (disposed || due is not { } instant)
            {
                return;
            }

            var now = clock.GetUtcNow();
            if (instant > now)
            {
                Arm();
                return;
            }

            due = period > TimeSpan.Zero ? now + period : null;
            Arm();
        }

        callback(state);
    }
}
