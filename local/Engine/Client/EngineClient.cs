using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>The client of an engine.</summary>
internal sealed partial class EngineClient(EngineCore core) : DurableTaskClient("embedded")
{
    private static readonly HashSet<OrchestrationRuntimeStatus> s_running =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private readonly ILogger _log = core.Loggers.CreateLogger<DurableTaskClient>();

    public override DurableEntityClient Entities { get; } = new EngineEntityClient(core);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        string instanceId = Execution.IdFor(options?.InstanceId, () => Guid.NewGuid().ToString("N"));
        Execution execution = new(
            instanceId,
            Guid.NewGuid().ToString("N"),
            orchestratorName,
            options?.Version?.Version ?? core.Options.DefaultVersion,
            core.Converter.Serialize(input),
            options?.Tags is { Count: > 0 } tags ? tags : null,
            null);
        HashSet<OrchestrationRuntimeStatus> refused = options?.DedupeStatuses is { } statuses ? [.. statuses.Select(StatusOf)] : s_running;
        await StartAsync(execution, options?.StartAt, refused);
        return instanceId;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new EventSent(Check.NotNullOrEmpty(eventName), core.Converter.Serialize(eventPayload)));

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new Suspend(reason));

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new Resume(reason));

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new Terminate(core.Converter.Serialize(options?.Output), options?.Recursive ?? false));

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Check.NotNullOrEmpty(instanceId);
        return Task.FromResult(Find(instanceId) is { } found ? Metadata(found, getInputsAndOutputs) : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>((token, size, _) =>
        {
            int page = (size ?? query.PageSize) is > 0 and int wanted ? wanted : OrchestrationQuery.DefaultPageSize;
            List<Instance> instances = core.Database.Read(sql => InstanceQuery.Run(sql, query, token ?? query.ContinuationToken, page));
            List<OrchestrationMetadata> found = [.. instances.Select(instance => Metadata(instance, query.FetchInputsAndOutputs))];
            return Task.FromResult(new Page<OrchestrationMetadata>(found, found.Count == page ? found[^1].InstanceId : null));
        });
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationRuntimeStatus StatusOf(string name) =>
        Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status)
            ? status
            : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.");

    // What a parent is told when its sub-orchestration was made anew by somebody else.
    private static TaskFailureDetails Replaced(string instanceId) => new(
        typeof(InvalidOperationException).FullName!,
        $"The sub-orchestration '{instanceId}' was terminated, and another begun under its id.",
        null,
        null,
        null);

    private Instance? Find(string instanceId) => core.Database.Read(sql => Instances.Find(sql, instanceId));

    // What is refused leaves the instance under the id as it was. One that still runs and may be replaced ends there and then.
    private Task<bool> StartAsync(Execution execution, DateTimeOffset? startAt, HashSet<OrchestrationRuntimeStatus> refused)
    {
        string instanceId = execution.InstanceId;
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        List<Letter> letters = [];
        return core.CommitAsync(
            sql =>
            {
                letters.Clear();
                Instance? existing = Instances.Find(sql, instanceId);
                if (existing is not null && refused.Contains(existing.Status))
                {
                    throw new OrchestrationAlreadyExistsException(
                        $"An orchestration with instance ID '{instanceId}' and status '{existing.Status}' already exists.");
                }

                if (existing is { HasEnded: false })
                {
                    letters.AddRange(EntityRows.ReleasesOf(sql, instanceId).Select(core.Letter));
                }

                if (existing is { HasEnded: false, Execution.Parent.Address: { } parent })
                {
                    TaskDone done = new(parent.TaskId, null, Replaced(instanceId)) { Execution = parent.Execution };
                    letters.Add(core.Letter(new Envelope(parent.InstanceId, done)));
                }

                Instances.Add(sql, core.NextNumber(), execution, now);
                letters.Add(core.Letter(new Envelope(instanceId, new Start { Execution = execution.ExecutionId }, startAt > now ? startAt : null)));
                letters.ForEach(letter => Mail.Send(sql, letter));
                return true;
            },
            _ =>
            {
                core.Forget(instanceId);
                letters.ForEach(core.Deliver);
            });
    }

    private async Task SendAsync(string instanceId, Message message)
    {
        Check.NotNullOrEmpty(instanceId);
        if (instanceId.StartsWith('@'))
        {
            throw new ArgumentException($"'{instanceId}' is an entity, which takes operations and nothing else.", nameof(instanceId));
        }

        int times = core.Options.DeliverTwice && message is EventSent ? 2 : 1;
        List<Letter> letters = [.. Enumerable.Range(0, times).Select(_ => core.Letter(new Envelope(instanceId, message)))];
        await core.CommitAsync(
            sql =>
            {
                bool isRunning = Instances.IsRunning(sql, instanceId);
                if (isRunning)
                {
                    letters.ForEach(letter => Mail.Send(sql, letter));
                }

                return isRunning;
            },
            isRunning =>
            {
                if (isRunning)
                {
                    letters.ForEach(core.Deliver);
                }
                else
                {
                    _log.LogInformation("{Message} for {InstanceId}, which is not running, is dropped.", message.GetType().Name, instanceId);
                }
            });
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool getInputsAndOutputs, Func<OrchestrationMetadata, bool> ready, CancellationToken cancellation)
    {
        bool isSeen = false;
        while (true)
        {
            Task change = core.Changes.Next(instanceId);
            OrchestrationMetadata? found = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);
            if (found is not null && ready(found))
            {
                return found;
            }

            // One that is not there yet may come: a sub-orchestration, say, whose id is known.
            if (found is null && isSeen)
            {
                throw new InvalidOperationException($"The orchestration '{instanceId}' was removed while it was waited for.");
            }

            isSeen |= found is not null;

            try
            {
                await change.WaitAsync(cancellation);
            }
            catch (TaskCanceledException cancelled) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException("The wait was canceled.", cancelled, cancellation);
            }
        }
    }

    private OrchestrationMetadata Metadata(Instance found, bool withData) => new(found.Execution.Name, found.Execution.InstanceId)
    {
        DataConverter = withData ? core.Converter : null,
        RuntimeStatus = found.Status,
        CreatedAt = found.CreatedAt,
        LastUpdatedAt = found.UpdatedAt,
        SerializedInput = withData ? found.Execution.Input : null,
        SerializedOutput = withData ? found.Output : null,
        SerializedCustomStatus = withData ? found.CustomStatus : null,
        FailureDetails = withData ? found.Failure : null,
        Tags = found.Execution.Tags ?? new Dictionary<string, string>(),
    };
}
