using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Engine;

/// <summary>One operation as an entity sees it.</summary>
internal sealed class EntityOperation : TaskEntityOperation
{
    private readonly EngineCore _core;
    private readonly EntityRequest _request;
    private readonly OperationState _state;

    public EntityOperation(EngineCore core, EntityInstanceId id, EntityRequest request, string? state)
    {
        _core = core;
        _request = request;
        _state = new OperationState(core.Converter, state);
        Context = new OperationContext(this, id);
    }

    public override string Name => _request.Operation;

    public override TaskEntityContext Context { get; }

    public override TaskEntityState State => _state;

    public override bool HasInput => _request.Input is not null;

    public string? SerializedState => _state.Serialized;

    public List<Envelope> Sent { get; } = [];

    public List<EntityStart> Starts { get; } = [];

    public override object? GetInput(Type inputType) => _core.Converter.Deserialize(_request.Input, inputType);

    private sealed class OperationState(DataConverter converter, string? serialized) : TaskEntityState
    {
        public string? Serialized { get; private set; } = serialized;

        public override bool HasState => Serialized is not null;

        public override object? GetState(Type type) => converter.Deserialize(Serialized, type);

        public override void SetState(object? state) => Serialized = converter.Serialize(state);
    }

    private sealed class OperationContext(EntityOperation operation, EntityInstanceId id) : TaskEntityContext
    {
        public override EntityInstanceId Id => id;

        public override void SignalEntity(
            EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null) =>
            operation.Sent.Add(new Envelope(
                id.ToString(), new EntityRequest(operationName, operation._core.Converter.Serialize(input), null), options?.SignalTime));

        public override string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
        {
            string instanceId = Execution.IdFor(options?.InstanceId, () => Guid.NewGuid().ToString("N"));
            Execution execution = new(
                instanceId,
                Guid.NewGuid().ToString("N"),
                name,
                options?.Version?.Version,
                operation._core.Converter.Serialize(input),
                options?.Tags,
                null);
            operation.Starts.Add(new EntityStart(execution, options?.StartAt));
            return instanceId;
        }
    }
}
