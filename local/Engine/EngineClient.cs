using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>The client of an engine.</summary>
internal sealed class EngineClient(EngineCore core) : DurableTaskClient("embedded")
{
    private static readonly OrchestrationRuntimeStatus[] s_running =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private readonly ILogger _log = core.Loggers.CreateLogger<DurableTaskClient>();

    public override DurableEntityClient Entities { get; } = new EngineEntityClient(core);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        string instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        if (instanceId.StartsWith('@'))
        {
            throw new ArgumentException($"'{instanceId}' is the id of an entity: an orchestration's does not begin with '@'.", nameof(options));
        }

        Execution execution = new(
            instanceId,
            Guid.NewGuid().ToString("N"),
            orchestratorName,
            options?.Version?.Version ?? core.Options.DefaultVersion,
            core.Converter.Serialize(input),
            options?.Tags is { Count: > 0 } tags ? tags : null,
            null);
        DateTimeOffset now = core.Options.Clock.GetUtcNow();
        DateTimeOffset? startAt = options?.StartAt > now ? options.StartAt : null;
        OrchestrationRuntimeStatus[] refused = options?.DedupeStatuses is { Count: > 0 } statuses
            ? [.. statuses.Select(Enum.Parse<OrchestrationRuntimeStatus>)]
            : s_running;
        await core.CommitAsync(Store, _ => core.Deliver(new Envelope(instanceId, new Start(), startAt)));
        return instanceId;

        bool Store(SqliteConnection db)
        {
            if (Instances.Find(db, instanceId) is { } existing && (refused.Contains(existing.Status) || !existing.HasEnded))
            {
                throw new InvalidOperationException($"An orchestration instance '{instanceId}' with the status {existing.Status} exists already.");
            }

            Instances.Start(db, execution, now, startAt);
            return true;
        }
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new EventSent(eventName, core.Converter.Serialize(eventPayload)));

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
        using SqliteConnection db = core.Database.Open();
        return Task.FromResult(Instances.Find(db, instanceId) is { } found ? Metadata(found, getInputsAndOutputs) : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>((token, size, _) =>
        {
            int page = size ?? query.PageSize;
            using SqliteConnection db = core.Database.Open();
            List<OrchestrationMetadata> found =
            [
                .. InstanceQuery.Run(db, query, token ?? query.ContinuationToken, page)
                    .Select(instance => Metadata(instance, query.FetchInputsAndOutputs)),
            ];
            return Task.FromResult(new Page<OrchestrationMetadata>(found, found.Count == page ? found[^1].InstanceId : null));
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await core.CommitAsync(db => PurgeEnded(db, instanceId, options?.Recursive ?? false)));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        OrchestrationQuery query = new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        int purged = 0;
        await foreach (OrchestrationMetadata instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            purged += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static int PurgeEnded(SqliteConnection db, string instanceId, bool recursive)
    {
        if (!instanceId.StartsWith('@') && Instances.Find(db, instanceId) is not { HasEnded: true })
        {
            return 0;
        }

        List<string> parts = recursive ? Instances.Children(db, instanceId) : [];
        return (Instances.Purge(db, instanceId) ? 1 : 0) + parts.Sum(part => PurgeEnded(db, part, recursive));
    }

    private async Task SendAsync(string instanceId, Message message)
    {
        bool sent = await core.CommitAsync(db => Send(db, instanceId, message), _ => core.Wake(instanceId));
        if (!sent)
        {
            _log.LogInformation("{Message} for {InstanceId}, which is not running, is dropped.", message.GetType().Name, instanceId);
        }
    }

    private bool Send(SqliteConnection db, string instanceId, Message message)
    {
        if (Instances.Find(db, instanceId) is null or { HasEnded: true })
        {
            return false;
        }

        for (int times = core.Options.DeliverTwice && message is EventSent ? 2 : 1; times > 0; times--)
        {
            Mail.Send(db, new Envelope(instanceId, message));
        }

        return true;
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool getInputsAndOutputs, Func<OrchestrationMetadata, bool> ready, CancellationToken cancellation)
    {
        while (true)
        {
            Task change = core.NextChange(instanceId);
            OrchestrationMetadata found = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw new ArgumentException($"No orchestration instance '{instanceId}' exists.", nameof(instanceId));
            if (ready(found))
            {
                return found;
            }

            await change.WaitAsync(cancellation);
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
        FailureDetails = found.Failure,
        Tags = found.Execution.Tags ?? new Dictionary<string, string>(),
    };
}
