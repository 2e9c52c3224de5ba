namespace Tasdir.Local.Engine;

/// <summary>
/// Sleeps until the next message is due, however far that is: one timer for all of them, set again when an earlier one
/// comes. What is due by <see cref="Swept"/> is in the mailboxes; only the writer's thread moves it, so that each message
/// gets there once.
/// </summary>
internal sealed class Sleeper : IDisposable
{
    // A single timer cannot be longer than about 49 days.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);
    private readonly EngineCore _core;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private DateTimeOffset _wakesAt = DateTimeOffset.MaxValue;
    private Task _sweep = Task.CompletedTask;
    private bool _disposed;

    public Sleeper(EngineCore core)
    {
        _core = core;
        Swept = core.Options.Clock.GetUtcNow();
        _timer = core.Options.Clock.CreateTimer(_ => _ = SweepAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset Swept { get; private set; }

    /// <summary>A message that is stored is due then.</summary>
    public void Expect(DateTimeOffset dueAt)
    {
        lock (_lock)
        {
            if (dueAt < _wakesAt)
            {
                SleepUntil(dueAt);
            }
        }
    }

    /// <summary>Sweeps if something is due. The clock may have been moved past it without the timer firing yet.</summary>
    public Task CatchUpAsync()
    {
        lock (_lock)
        {
            return _wakesAt <= _core.Options.Clock.GetUtcNow() ? SweepAsync() : Task.CompletedTask;
        }
    }

    /// <summary>Puts what has become due into the mailboxes, and sleeps until the next. One sweep at a time.</summary>
    public Task SweepAsync()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return Task.CompletedTask;
            }

            _core.Busy.Begin();
            return _sweep = SweepAfterAsync(_sweep);
        }
    }

    /// <summary>Sleeps for good: a timer that fires at the last moment finds nothing to write to.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private async Task SweepAfterAsync(Task before)
    {
        try
        {
            await before;
            while (!await _core.TryAsync("what is due", SweepNowAsync, CancellationToken.None) && !Volatile.Read(ref _disposed))
            {
            }
        }
        finally
        {
            _core.Busy.End();
        }
    }

    private Task SweepNowAsync()
    {
        DateTimeOffset now = _core.Options.Clock.GetUtcNow();
        return _core.CommitAsync(
            sql => (Due: Mail.DueBetween(sql, Swept, now), Next: Mail.NextDue(sql, now)),
            found =>
            {
                Swept = now > Swept ? now : Swept;
                found.Due.ForEach(_core.Put);
                WakeAt(found.Next);
            });
    }

    private void WakeAt(DateTimeOffset? next)
    {
        lock (_lock)
        {
            _wakesAt = DateTimeOffset.MaxValue;
            if (next is { } instant)
            {
                SleepUntil(instant);
            }
        }
    }

    private void SleepUntil(DateTimeOffset instant)
    {
        if (_disposed)
        {
            return;
        }

        _wakesAt = instant;
        TimeSpan delay = instant - _core.Options.Clock.GetUtcNow();
        _timer.Change(delay < TimeSpan.Zero ? TimeSpan.Zero : delay > s_longest ? s_longest : delay, Timeout.InfiniteTimeSpan);
    }
}
