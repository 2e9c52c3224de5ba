using Microsoft.Data.Sqlite;

namespace Tasdir.Local.Engine;

/// <summary>Sleeps until the next message is due, however far that is: one timer for all of them, set again when an earlier one comes.</summary>
internal sealed class Sleeper : IDisposable
{
    // A single timer cannot be longer than about 49 days.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);
    private readonly EngineCore _core;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private DateTimeOffset _swept;
    private DateTimeOffset _wakesAt = DateTimeOffset.MaxValue;
    private bool _disposed;

    public Sleeper(EngineCore core)
    {
        _core = core;
        _swept = core.Options.Clock.GetUtcNow();
        _timer = core.Options.Clock.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A message that is stored is due then. If a sweep has passed that time meanwhile, it has seen the message.</summary>
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

    /// <summary>Wakes whoever has a message that has become due, and sleeps until the next.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            using SqliteConnection db = _core.Database.Open();
            DateTimeOffset now = _core.Options.Clock.GetUtcNow();
            foreach (string recipient in Mail.RecipientsDueBetween(db, _swept, now))
            {
                _core.Wake(recipient);
            }

            _swept = now;
            _wakesAt = DateTimeOffset.MaxValue;
            if (Mail.NextDue(db, now) is { } next)
            {
                SleepUntil(next);
            }
        }
    }

    /// <summary>Sleeps for good: a timer that fires at the last moment finds nothing to open.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void SleepUntil(DateTimeOffset instant)
    {
        _wakesAt = instant;
        TimeSpan delay = instant - _core.Options.Clock.GetUtcNow();
        _timer.Change(delay < TimeSpan.Zero ? TimeSpan.Zero : delay > s_longest ? s_longest : delay, Timeout.InfiniteTimeSpan);
    }
}
