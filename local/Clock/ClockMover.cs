using Tasdir.Local.Engine;
using Tasdir.Local.Host;

namespace Tasdir.Local.Clock;

/// <summary>
/// Moves the clock forward so that everything on the way happens in order: it stops wherever something is due, and goes
/// on when all that follows from it is done.
/// </summary>
internal sealed class ClockMover(
    MovableClock clock,
    DurableEngine engine,
    TimerFunctions timers,
    QueueFunctions queues,
    Invoker invoker) : IDisposable
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(1);
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Moves to an instant; one move at a time.</summary>
    public async Task MoveToAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await SettleAsync(cancellation);
            while (clock.GetUtcNow() < target)
            {
                clock.MoveTo(NextStop(target));
                await SettleAsync(cancellation);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private DateTimeOffset NextStop(DateTimeOffset target)
    {
        var stop = clock.GetUtcNow() + LongestStep;
        foreach (var due in new[] { target, engine.NextTimerDue, timers.NextStop })
        {
            stop = due < stop ? due.Value : stop;
        }

        return stop;
    }

    /// <summary>Waits until nothing runs, nothing is due and no queue holds a message that could be taken.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var before = invoker.Started;
            await engine.WhenIdleAsync(cancellation);
            if (timers.AreQuiet && invoker.Running == 0 && await queues.AreQuietAsync(cancellation)
                && engine.NextTimerDue is var due && (due is null || due > clock.GetUtcNow())
                && engine.WhenIdleAsync(cancellation).IsCompleted
                && invoker.Running == 0 && invoker.Started == before)
            {
                return;
            }

            await Task.Delay(Polling, TimeProvider.System, cancellation);
        }
    }
}
