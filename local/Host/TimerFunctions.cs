using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Tasdir.Local.Host;

/// <summary>The application's timer functions; schedules are read in UTC, as on Azure.</summary>
internal sealed class TimerFunctions(
    HostFolders folders,
    TimeProvider clock,
    FunctionCatalogue functions,
    Invoker invoker,
    IConfiguration settings,
    ILogger<TimerFunctions> log) : IDisposable
{
    private readonly StateFile<Dictionary<string, ScheduleStatus>> statuses = new(Path.Combine(folders.State, "timers.json"));
    private readonly CancellationTokenSource stopping = new();
    private readonly List<TimerFunction> timers = [];
    private readonly List<Task> loops = [];

    /// <summary>
    /// The first moment that a moving clock stops at for a timer; null without one. Timers that fire more often than once
    /// an hour do not stop it: a jump makes up for all their occurrences by one run.
    /// </summary>
    public DateTimeOffset? NextStop => timers.Where(timer => !timer.IsFrequent).Select(timer => (DateTimeOffset?)timer.NextDue).Min();

    /// <summary>Whether no timer runs or is due.</summary>
    public bool AreQuiet => timers.TrueForAll(timer => timer.IsQuiet);

    /// <exception cref="StartupException">A schedule cannot be read.</exception>
    public void Start()
    {
        timers.AddRange(functions.Of("timerTrigger").Select(f => new TimerFunction(f, ScheduleOf(f), statuses, clock, invoker, log)));
        loops.AddRange(timers.Select(timer => timer.RunAsync(stopping.Token)));
    }

    /// <summary>Begins no more runs and waits for those that run.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(loops).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private CrontabSchedule ScheduleOf(Function function)
    {
        var text = SettingNames.Resolve(function.Trigger.Schedule ?? "", function, settings);
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        return schedule ?? throw new StartupException(
            $"Function {function.Name} has the schedule \"{text}\", which is not an expression of six fields (second minute hour day month weekday).");
    }
}
