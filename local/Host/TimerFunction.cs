using System.Text.Json;
using Microsoft.Extensions.Logging;
using NCrontab;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>Runs one timer function at its occurrences on the host's clock, never twice at once.</summary>
internal sealed class TimerFunction(
    Function function,
    CrontabSchedule schedule,
    StateFile<Dictionary<string, ScheduleStatus>> statuses,
    TimeProvider clock,
    Invoker invoker,
    ILogger log)
{
    // A system timer cannot wait longer than 49 days; for a yearly schedule the loop below takes several waits.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    private readonly Binding trigger = function.Trigger;
    private long nextTicks = long.MaxValue;
    private int firing;

    /// <summary>When the function is due next, in UTC.</summary>
    public DateTimeOffset NextDue => new(Interlocked.Read(ref nextTicks), TimeSpan.Zero);

    /// <summary>Whether its occurrences are less than an hour apart.</summary>
    public bool IsFrequent => schedule.GetNextOccurrence(NextDue.UtcDateTime) - NextDue.UtcDateTime < TimeSpan.FromHours(1);

    /// <summary>Whether nothing runs and nothing is due at the moment.</summary>
    public bool IsQuiet => NextDue > clock.GetUtcNow() && Volatile.Read(ref firing) == 0;

    public async Task RunAsync(CancellationToken stopping)
    {
        var begin = clock.GetUtcNow();
        var missed = trigger.UseMonitor
            ? statuses.Read(all => all.GetValueOrDefault(function.Name)?.Next is { } next && next <= begin.UtcDateTime)
            : false;
        SetNext(begin);
        if (missed || trigger.RunOnStartup)
        {
            await FireAsync(begin.UtcDateTime, missed, stopping);
        }

        while (true)
        {
            await WaitUntilAsync(NextDue, stopping);
            var due = NextDue;
            Interlocked.Increment(ref firing);
            try
            {
                // Occurrences that a jump of the clock passed over are made up for by this one run.
                var now = clock.GetUtcNow();
                SetNext(now);
                await FireAsync(due.UtcDateTime, now - due > Lateness, stopping);
            }
            finally
            {
                Interlocked.Decrement(ref firing);
            }
        }
    }

    private void SetNext(DateTimeOffset after) =>
        Interlocked.Exchange(ref nextTicks, schedule.GetNextOccurrence(after.UtcDateTime).Ticks);

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        for (var now = clock.GetUtcNow(); now < due; now = clock.GetUtcNow())
        {
            // Delays count whole milliseconds: rounding up spares a loop of empty waits at the end.
            var wait = Math.Min(Math.Ceiling((due - now).TotalMilliseconds), LongestWait.TotalMilliseconds);
            using var again = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var delay = Task.Delay(TimeSpan.FromMilliseconds(wait), clock, again.Token);

            // A clock that was moved before the delay began would let it end that much too late.
            if (clock.GetUtcNow() - now < TimeSpan.FromSeconds(1))
            {
                await delay;
            }
            else
            {
                await again.CancelAsync();
            }
        }
    }

    private async Task FireAsync(DateTime due, bool pastDue, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var status = trigger.UseMonitor
            ? statuses.Read(all => all.GetValueOrDefault(function.Name)) ?? new ScheduleStatus { Next = NextDue.UtcDateTime }
            : null;
        var info = JsonSerializer.Serialize(new { Schedule = new { AdjustForDST = true }, ScheduleStatus = status, IsPastDue = pastDue });

        try
        {
            await invoker.RunCountedAsync(new Invocation(function, new TypedData { Json = info }), CancellationToken.None);
        }
        catch (Exception e)
        {
            // As on Azure, a failed timer is not repeated: its next occurrence is.
            log.LogError(e, "Timer function {Function} failed", function.Name);
        }

        if (trigger.UseMonitor)
        {
            status = new ScheduleStatus { Last = due, Next = NextDue.UtcDateTime, LastUpdated = clock.GetUtcNow().UtcDateTime };
            statuses.Change(all => all[function.Name] = status);
        }
    }
}

/// <summary>When a timer ran and is to run, in UTC.</summary>
internal sealed record ScheduleStatus
{
    public DateTime Last { get; init; }

    public DateTime Next { get; init; }

    public DateTime LastUpdated { get; init; }
}
