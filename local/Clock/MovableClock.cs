using System.Globalization;
using Tasdir.Local.Host;

namespace Tasdir.Local.Clock;

/// <summary>
/// Real time plus an offset that only grows and outlives the process. Timers created here fire when the clock is moved
/// past them. Timestamps, which measure how long something took, are real.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<MovableTimer> timers = [];
    private readonly StateFile<Content> file;
    private long offsetTicks;

    /// <param name="path">The file that keeps the offset.</param>
    /// <exception cref="StartupException">The file is damaged.</exception>
    public MovableClock(string path)
    {
        file = new StateFile<Content>(path);
        offsetTicks = file.Read(content => content.Offset).Ticks;
    }

    /// <summary>How far this clock is ahead of the real time.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new MovableTimer(this, callback, state);
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock to an instant, remembers that, and fires the timers that are due then. One step: nothing between
    /// now and the instant is seen. A past instant changes nothing.
    /// </summary>
    public void MoveTo(DateTimeOffset instant)
    {
        MovableTimer[] affected;
        lock (gate)
        {
            var ahead = instant - GetUtcNow();
            if (ahead <= TimeSpan.Zero)
            {
                return;
            }

            var offset = Offset + ahead;
            file.Change(content => content.Offset = offset);
            Interlocked.Exchange(ref offsetTicks, offset.Ticks);
            affected = [.. timers];
        }

        foreach (var timer in affected)
        {
            timer.Recheck();
        }
    }

    internal void Forget(MovableTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    /// <summary>For people who read the state folder: how far ahead, as days.hours:minutes:seconds.</summary>
    public override string ToString() => Offset.ToString("c", CultureInfo.InvariantCulture);

    internal sealed class Content
    {
        public TimeSpan Offset { get; set; }
    }
}
