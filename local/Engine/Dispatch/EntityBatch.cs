using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>The messages of one batch over one state of an entity.</summary>
internal sealed class EntityBatch(EngineCore core, EntityRow row)
{
    // A batch is one transaction: what a slow entity has done is stored now and then.
    private const int MostAtOnce = 500;
    private readonly List<Message> _held = [];
    private readonly List<(Message Message, EntityMessage Request)> _next = [];
    private LinkedList<Message> _left = [];

    /// <summary>The entity as the batch leaves it.</summary>
    public EntityRow Row { get; private set; } = row;

    public List<Message> Sent { get; } = [];

    public List<P.ExecutionStartedEvent> Starts { get; } = [];

    /// <summary>What was run, granted or released.</summary>
    public List<Message> Done { get; } = [];

    /// <summary>What waits for the lock, and what the next batch begins with.</summary>
    public IReadOnlyList<Message> Waiting => [.. _held, .. _left];

    /// <summary>Whether there is more to run.</summary>
    public bool HasMore => _left.Count > 0;

    public async Task RunAsync(IEnumerable<Message> messages, CancellationToken stop)
    {
        _left = new LinkedList<Message>(messages);
        bool isComplete = true;
        while (isComplete && Done.Count + _next.Count < MostAtOnce && _left.First?.Value is { } message)
        {
            _left.RemoveFirst();
            if (EntityMessage.IsRelease(message.Event))
            {
                isComplete = await RunNextAsync(stop);
                Release(EntityMessage.Read(message.Event.EventRaised.Input));
                Done.Add(message);
                continue;
            }

            EntityMessage request = EntityMessage.Read(message.Event.EventRaised.Input);
            if (request.LockSet is not null && Row.LockedBy is null)
            {
                isComplete = await RunNextAsync(stop);
                Grant(request);
                Done.Add(message);
            }
            else if (request.LockSet is null && (Row.LockedBy is null || Row.LockedBy == request.Parent))
            {
                _next.Add((message, request));
            }
            else
            {
                _held.Add(message);
            }
        }

        await RunNextAsync(stop);
    }

    private void Grant(EntityMessage request)
    {
        Row = Row with { LockedBy = request.Parent, Section = request.Id };
        int next = request.Position + 1;
        Sent.Add(next < request.LockSet!.Count
            ? core.Message(request.LockSet[next].ToString(), (request with { Position = next }).ToEvent())
            : core.Message(request.Parent!, request.Granted(), request.ParentExecution));
    }

    // Those that waited for the lock come before what came later.
    private void Release(EntityMessage release)
    {
        if (Row.Section == release.Id)
        {
            Row = Row with { LockedBy = null, Section = null };
            _left = new LinkedList<Message>([.. _held, .. _left]);
            _held.Clear();
        }
    }

    // Operations in a row go to the entity together.
    private async Task<bool> RunNextAsync(CancellationToken stop)
    {
        if (_next.Count == 0)
        {
            return true;
        }

        P.EntityBatchRequest batch = new() { InstanceId = Row.EntityId, EntityState = Row.State };
        batch.Operations.Add(_next.Select(next => new P.OperationRequest { Operation = next.Request.Operation, RequestId = next.Request.Id, Input = next.Request.Input }));
        P.EntityBatchResult result = await core.Executor.RunEntityAsync(batch, stop);
        List<P.OperationResult> results = [.. result.Results];
        while (result.FailureDetails is { } failure && results.Count < _next.Count)
        {
            results.Add(new P.OperationResult { Failure = new P.OperationResultFailure { FailureDetails = failure } });
        }

        foreach (((Message message, EntityMessage request), P.OperationResult answer) in _next.Zip(results))
        {
            core.Statistics.RanOperation();
            Done.Add(message);
            if (!request.IsSignal)
            {
                Sent.Add(core.Message(request.Parent!, request.Answer(answer), request.ParentExecution));
            }
        }

        // What the worker did not get to comes again.
        bool isComplete = results.Count >= _next.Count;
        foreach ((Message message, _) in _next.Skip(results.Count).Reverse())
        {
            _left.AddFirst(message);
        }

        Row = Row with { State = result.EntityState };
        _next.Clear();
        foreach (P.OperationAction action in result.Actions)
        {
            Do(action);
        }

        return isComplete;
    }

    private void Do(P.OperationAction action)
    {
        if (action.SendSignal is { } signal)
        {
            EntityMessage request = new()
            {
                Operation = signal.Name,
                Input = signal.Input,
                IsSignal = true,
                Id = Guid.NewGuid().ToString(),
                Parent = Row.EntityId,
                Due = signal.ScheduledTime?.ToDateTime(),
            };
            Sent.Add(core.Message(signal.InstanceId, request.ToEvent(), dueAt: request.DueAt));
        }
        else if (action.StartNewOrchestration is { } start)
        {
            Starts.Add(new P.ExecutionStartedEvent
            {
                Name = start.Name,
                Version = start.Version,
                Input = start.Input,
                OrchestrationInstance = new P.OrchestrationInstance { InstanceId = start.InstanceId, ExecutionId = Guid.NewGuid().ToString("N") },
                ScheduledStartTimestamp = start.ScheduledTime,
                ParentTraceContext = start.ParentTraceContext,
            });
        }
    }
}
