using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// What a client of the engine asks, by the protocol of the real clients, answered with the status codes of Azure's
/// extension. For a worker in another process it is mapped as a gRPC service.
/// </summary>
public sealed partial class TaskHubService : P.TaskHubSidecarService.TaskHubSidecarServiceBase
{
    private readonly EngineCore _core;
    private readonly ILogger _log;

    internal TaskHubService(EngineCore core)
    {
        _core = core;
        _log = core.Loggers.CreateLogger<TaskHubService>();
    }

    /// <inheritdoc/>
    public override Task<Empty> Hello(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    /// <inheritdoc/>
    public override async Task<P.CreateInstanceResponse> StartInstance(P.CreateInstanceRequest request, ServerCallContext context)
    {
        string instanceId = string.IsNullOrEmpty(request.InstanceId) ? Guid.NewGuid().ToString("N") : request.InstanceId;
        if (instanceId.StartsWith('@'))
        {
            throw Told(StatusCode.InvalidArgument, $"'{instanceId}' is the id of an entity: an orchestration's does not begin with '@'.");
        }

        P.ExecutionStartedEvent started = new()
        {
            Name = request.Name,
            Version = request.Version ?? _core.Options.DefaultVersion,
            Input = request.Input,
            OrchestrationInstance = new P.OrchestrationInstance { InstanceId = instanceId, ExecutionId = request.ExecutionId ?? Guid.NewGuid().ToString("N") },
            ScheduledStartTimestamp = request.ScheduledStartTimestamp,
            ParentTraceContext = request.ParentTraceContext,
            Tags = { request.Tags },
        };
        IReadOnlyCollection<P.OrchestrationStatus> replaceable = request.OrchestrationIdReusePolicy is { } policy
            ? policy.ReplaceableStatus
            : [P.OrchestrationStatus.Completed, P.OrchestrationStatus.Failed, P.OrchestrationStatus.Terminated];
        await StartAsync(started, StatusCode.AlreadyExists, replaceable);
        return new P.CreateInstanceResponse { InstanceId = instanceId };
    }

    /// <inheritdoc/>
    public override async Task<P.RaiseEventResponse> RaiseEvent(P.RaiseEventRequest request, ServerCallContext context)
    {
        try
        {
            await SendAsync(request.InstanceId, null, happened => happened.EventRaised = new() { Name = request.Name, Input = request.Input });
        }
        catch (RpcException refused) when (!_core.Options.ThrowOnRaiseEvent && refused.StatusCode is (StatusCode.NotFound or StatusCode.FailedPrecondition))
        {
            _log.LogInformation("Event {Event} for {InstanceId}, which is not running, is dropped.", request.Name, request.InstanceId);
        }

        return new P.RaiseEventResponse();
    }

    /// <inheritdoc/>
    public override async Task<P.TerminateResponse> TerminateInstance(P.TerminateRequest request, ServerCallContext context)
    {
        await SendAsync(request.InstanceId, "terminate", happened => happened.ExecutionTerminated = new() { Input = request.Output, Recurse = request.Recursive });
        return new P.TerminateResponse();
    }

    /// <inheritdoc/>
    public override async Task<P.SuspendResponse> SuspendInstance(P.SuspendRequest request, ServerCallContext context)
    {
        await SendAsync(request.InstanceId, "suspend", happened => happened.ExecutionSuspended = new() { Input = request.Reason });
        return new P.SuspendResponse();
    }

    /// <inheritdoc/>
    public override async Task<P.ResumeResponse> ResumeInstance(P.ResumeRequest request, ServerCallContext context)
    {
        await SendAsync(request.InstanceId, "resume", happened => happened.ExecutionResumed = new() { Input = request.Reason });
        return new P.ResumeResponse();
    }

    /// <inheritdoc/>
    public override Task<P.GetInstanceResponse> GetInstance(P.GetInstanceRequest request, ServerCallContext context) =>
        Task.FromResult(Response(Find(request.InstanceId), request));

    /// <inheritdoc/>
    public override Task<P.GetInstanceResponse> WaitForInstanceStart(P.GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, found => found.Status != P.OrchestrationStatus.Pending, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<P.GetInstanceResponse> WaitForInstanceCompletion(P.GetInstanceRequest request, ServerCallContext context) =>
        WaitAsync(request, found => found.HasEnded, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<P.QueryInstancesResponse> QueryInstances(P.QueryInstancesRequest request, ServerCallContext context)
    {
        int size = request.Query.MaxInstanceCount > 0 ? request.Query.MaxInstanceCount : 100;
        List<Instance> found = _core.Database.Read(sql => InstanceQuery.Run(sql, request.Query, size));
        P.QueryInstancesResponse response = new() { ContinuationToken = found.Count == size ? found[^1].InstanceId : null };
        response.OrchestrationState.Add(found.Select(instance => State(instance, request.Query.FetchInputsAndOutputs)));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<P.ListInstanceIdsResponse> ListInstanceIds(P.ListInstanceIdsRequest request, ServerCallContext context)
    {
        int size = request.PageSize > 0 ? request.PageSize : 100;
        List<string> ids = _core.Database.Read(sql => InstanceQuery.Ended(sql, request, size));
        return Task.FromResult(new P.ListInstanceIdsResponse { InstanceIds = { ids }, LastInstanceKey = ids.Count == size ? ids[^1] : null });
    }

    private static RpcException Told(StatusCode code, string what) => new(new Status(code, what));

    // What a parent is told when its sub-orchestration was made anew by somebody else.
    private static P.TaskFailureDetails Replaced(string instanceId) => new()
    {
        ErrorType = typeof(InvalidOperationException).FullName,
        ErrorMessage = $"The sub-orchestration '{instanceId}' was terminated, and another begun under its id.",
    };

    private static P.GetInstanceResponse Response(Instance? found, P.GetInstanceRequest request) => found is null
        ? new P.GetInstanceResponse { Exists = false }
        : new P.GetInstanceResponse { Exists = true, OrchestrationState = State(found, request.GetInputsAndOutputs) };

    private static P.OrchestrationState State(Instance found, bool withData) => new()
    {
        InstanceId = found.InstanceId,
        Name = found.Name,
        Version = found.Started.Version,
        OrchestrationStatus = found.Status,
        ScheduledStartTimestamp = found.Started.ScheduledStartTimestamp,
        CreatedTimestamp = found.CreatedAt.ToTimestamp(),
        LastUpdatedTimestamp = found.UpdatedAt.ToTimestamp(),
        CompletedTimestamp = found.HasEnded ? found.UpdatedAt.ToTimestamp() : null,
        Input = withData ? found.Started.Input : null,
        Output = withData ? found.Output : null,
        CustomStatus = withData ? found.CustomStatus : null,
        FailureDetails = withData ? found.Failure : null,
        ExecutionId = found.ExecutionId,
        ParentInstanceId = found.Parent?.OrchestrationInstance.InstanceId,
        Tags = { found.Started.Tags },
    };

    private Instance? Find(string instanceId) => _core.Database.Read(sql => Instances.Find(sql, instanceId));

    // What is refused leaves the instance under the id as it was. One that still runs and may be replaced ends there and then.
    private async Task StartAsync(P.ExecutionStartedEvent started, StatusCode refusal, IReadOnlyCollection<P.OrchestrationStatus> replaceable)
    {
        string instanceId = started.OrchestrationInstance.InstanceId;
        DateTimeOffset now = _core.Options.Clock.GetUtcNow();
        DateTimeOffset? startAt = started.ScheduledStartTimestamp?.ToDateTimeOffset();
        List<Message> messages = [];
        await CommitAsync(
            sql =>
            {
                messages.Clear();
                Instance? existing = Instances.Find(sql, instanceId);
                if (existing is not null && !replaceable.Contains(existing.Status))
                {
                    throw Told(refusal, $"An Orchestration instance with the ID {instanceId} already exists, and is {existing.Status}.");
                }

                if (existing is { HasEnded: false })
                {
                    messages.AddRange(EntityRows.HeldBy(sql, instanceId).Select(_core.Release));
                }

                if (existing is { HasEnded: false, Parent: { } parent })
                {
                    messages.Add(_core.Answer(parent, now, null, isCompleted: false, Replaced(instanceId)));
                }

                Instances.Add(sql, _core.NextNumber(), started, now);
                messages.Add(_core.Start(started, now, startAt > now ? startAt : null));
                messages.ForEach(message => Mail.Send(sql, message));
                return true;
            },
            _ =>
            {
                _core.Forget(instanceId);
                messages.ForEach(_core.Deliver);
            });
    }

    private async Task SendAsync(string instanceId, string? what, Action<P.HistoryEvent> fill)
    {
        P.HistoryEvent happened = new() { EventId = -1, Timestamp = _core.Options.Clock.GetUtcNow().ToTimestamp() };
        fill(happened);
        int times = _core.Options.DeliverTwice && happened.EventRaised is not null ? 2 : 1;
        List<Message> messages = [.. Enumerable.Range(0, times).Select(_ => _core.Message(instanceId, happened))];
        await CommitAsync(
            sql =>
            {
                Instance found = Instances.Find(sql, instanceId) ?? throw Told(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found.");
                if (found.HasEnded)
                {
                    throw Told(
                        StatusCode.FailedPrecondition,
                        what is null
                            ? "The orchestration instance with the provided instance id is not running."
                            : $"Cannot {what} the orchestration instance {instanceId} because instance is in the {found.Status} state.");
                }

                messages.ForEach(message => Mail.Send(sql, message));
                return true;
            },
            _ => messages.ForEach(_core.Deliver));
    }

    private async Task<P.GetInstanceResponse> WaitAsync(P.GetInstanceRequest request, Func<Instance, bool> ready, CancellationToken cancellation)
    {
        bool isSeen = false;
        while (true)
        {
            Task change = _core.Changes.Next(request.InstanceId);
            Instance? found = Find(request.InstanceId);
            if (found is not null && ready(found))
            {
                return Response(found, request);
            }

            // One that is not there yet may come: a sub-orchestration, say, whose id is known.
            if (found is null && isSeen)
            {
                throw Told(StatusCode.NotFound, $"The orchestration '{request.InstanceId}' was removed while it was waited for.");
            }

            isSeen |= found is not null;
            try
            {
                await change.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                throw Told(StatusCode.Cancelled, "The wait was canceled.");
            }
        }
    }

    // What could not be stored is told as the real service tells its own failures.
    private async Task<T> CommitAsync<T>(Func<Sql, T> statements, Action<T>? then = null)
    {
        try
        {
            return await _core.CommitAsync(statements, then);
        }
        catch (Exception wrong) when (wrong is EngineException or ObjectDisposedException)
        {
            throw Told(StatusCode.Internal, wrong.Message);
        }
    }
}
