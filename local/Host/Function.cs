using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Tasdir.Local.Host;

/// <summary>A function of the application, checked and compiled.</summary>
internal sealed class Function : FunctionDefinition
{
    private readonly Lazy<Func<Invocation, Task<object?>>> body;

    public Function(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        TriggerParameter = triggerParameter;
        Id = $"{EntryPoint}/{name}";
        Parameters = [.. method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))];
        InputBindings = method.GetParameters()
            .Where(p => p.GetCustomAttribute<BindingAttribute>() is not null)
            .ToImmutableDictionary(p => p.Name!, p => (BindingMetadata)new Binding(p));
        body = new(() => FunctionCompiler.Compile(this));
    }

    public override string Id { get; }

    public override string Name { get; }

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override string PathToAssembly => Method.Module.Assembly.Location;

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty;

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    public ParameterInfo TriggerParameter { get; }

    /// <summary>Creates the function's object where it has one, binds its parameters and runs it.</summary>
    public Task<object?> RunAsync(Invocation invocation) => body.Value(invocation);

    public override string ToString() => Name;

    private sealed class Binding(ParameterInfo parameter) : BindingMetadata
    {
        private static readonly int Suffix = nameof(Attribute).Length;

        public override string Name => parameter.Name!;

        // As in function.json: TimerTriggerAttribute is "timerTrigger".
        public override string Type { get; } = TypeOf(parameter.GetCustomAttribute<BindingAttribute>()!.GetType().Name);

        public override BindingDirection Direction => BindingDirection.In;

        private static string TypeOf(string attribute) => char.ToLowerInvariant(attribute[0]) + attribute[1..^Suffix];
    }
}
