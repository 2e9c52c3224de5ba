namespace Microsoft.Azure.Functions.Worker;

public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>;

public abstract class InputBindingData<T>
{
    public abstract BindingMetadata BindingMetadata { get; }

    public abstract T? Value { get; set; }
}

public abstract class OutputBindingData<T>
{
    public abstract string Name { get; }

    public abstract string BindingType { get; }

    public abstract T? Value { get; set; }
}

/// <summary>Reads and changes what an invocation is given by its trigger.</summary>
internal interface ITriggerFeature
{
    object? Value { get; set; }
}

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the trigger gives; nothing else is bound here.</summary>
    public static ValueTask<InputBindingData<T>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        return context.Features.Get<ITriggerFeature>() is { } trigger && bindingMetadata.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)
            ? new ValueTask<InputBindingData<T>>(new TriggerData<T>(trigger, bindingMetadata))
            : throw new NotSupportedException($"'{bindingMetadata.Name}' is not the trigger of {context.FunctionDefinition.Name}.");
    }

    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException("The context does not belong to an invocation of this host.");

    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) => new TypedResult<T>(context.GetInvocationResult());

    /// <summary>None: functions have no output bindings here.</summary>
    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context) => [];

    private sealed class TypedResult<T>(InvocationResult result) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)result.Value;
            set => result.Value = value;
        }
    }

    private sealed class TriggerData<T>(ITriggerFeature trigger, BindingMetadata metadata) : InputBindingData<T>
    {
        public override BindingMetadata BindingMetadata => metadata;

        public override T? Value
        {
            get => (T?)trigger.Value;
            set => trigger.Value = value;
        }
    }
}
