using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>What a worker says of its work, under the names that the real worker says it by. Orchestrations say it once, not in replays.</summary>
internal sealed partial class WorkLog(ILoggerFactory loggers)
{
    private readonly ILogger _orchestrations = loggers.CreateLogger("Microsoft.DurableTask.Worker.Orchestrations");
    private readonly ILogger _activities = loggers.CreateLogger("Microsoft.DurableTask.Worker.Activities");

    public void OrchestrationStarted(string instanceId, string name) => OrchestrationStarted(_orchestrations, instanceId, name);

    public void OrchestrationCompleted(string instanceId, string name) => OrchestrationCompleted(_orchestrations, instanceId, name);

    public void OrchestrationFailed(Exception wrong, string instanceId, string name) =>
        OrchestrationFailed(_orchestrations, wrong, instanceId, name);

    public void ActivityStarted(string instanceId, string name) => ActivityStarted(_activities, instanceId, name);

    public void ActivityCompleted(string instanceId, string name) => ActivityCompleted(_activities, instanceId, name);

    public void ActivityFailed(Exception wrong, string instanceId, string name) => ActivityFailed(_activities, wrong, instanceId, name);

    [LoggerMessage(600, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' started.", EventName = nameof(OrchestrationStarted))]
    private static partial void OrchestrationStarted(ILogger log, string instanceId, string name);

    [LoggerMessage(601, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' completed.", EventName = nameof(OrchestrationCompleted))]
    private static partial void OrchestrationCompleted(ILogger log, string instanceId, string name);

    [LoggerMessage(602, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' failed.", EventName = nameof(OrchestrationFailed))]
    private static partial void OrchestrationFailed(ILogger log, Exception wrong, string instanceId, string name);

    [LoggerMessage(603, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' started.", EventName = nameof(ActivityStarted))]
    private static partial void ActivityStarted(ILogger log, string instanceId, string name);

    [LoggerMessage(604, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' completed.", EventName = nameof(ActivityCompleted))]
    private static partial void ActivityCompleted(ILogger log, string instanceId, string name);

    [LoggerMessage(605, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' failed.", EventName = nameof(ActivityFailed))]
    private static partial void ActivityFailed(ILogger log, Exception wrong, string instanceId, string name);
}
