using System.Collections;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Host;

/// <summary>One run of one function: what it was triggered with, its services, its result.</summary>
internal sealed class Invocation : FunctionContext, ITriggerFeature, IAsyncDisposable
{
    private readonly IServiceScopeFactory? scopes;
    private readonly BindingValues bindings;
    private readonly InvocationFeatures features = new();
    private AsyncServiceScope? scope;
    private IServiceProvider? services;
    private CancellationToken cancellation;

    /// <summary>An invocation inside a scope that somebody else owns, as an HTTP request's.</summary>
    public Invocation(Function function, IServiceProvider services, IReadOnlyDictionary<string, object?>? bindingData = null)
        : this(function, bindingData) => this.services = services;

    /// <summary>An invocation with a scope of its own, opened when first asked for and closed with the invocation.</summary>
    public Invocation(Function function, IServiceScopeFactory scopes, IReadOnlyDictionary<string, object?>? bindingData = null)
        : this(function, bindingData) => this.scopes = scopes;

    private Invocation(Function function, IReadOnlyDictionary<string, object?>? bindingData)
    {
        Function = function;
        bindings = new BindingValues(bindingData ?? new Dictionary<string, object?>());
        features.Set<InvocationResult>(Result);
        features.Set<ITriggerFeature>(this);
    }

    public Function Function { get; }

    /// <summary>What the trigger parameter receives.</summary>
    public object? Trigger { get; set; }

    /// <summary>An orchestration's or activity's input, where that is not the trigger parameter.</summary>
    public object? Input { get; set; }

    public ResultValue Result { get; } = new();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override FunctionDefinition FunctionDefinition => Function;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    public override BindingContext BindingContext => bindings;

    // What fails here is tried again by its queue or its orchestration, as another invocation.
    public override RetryContext RetryContext { get; } = new FirstTry();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => features;

    public override CancellationToken CancellationToken => cancellation;

    public override IServiceProvider InstanceServices
    {
        get => services ??= (scope = scopes!.CreateAsyncScope()).Value.ServiceProvider;
        set => services = value;
    }

    object? ITriggerFeature.Value
    {
        get => Signature.SourceOf(Function, Function.TriggerParameter) == ArgumentSource.Input ? Input : Trigger;
        set
        {
            if (Signature.SourceOf(Function, Function.TriggerParameter) == ArgumentSource.Input)
            {
                Input = value;
            }
            else
            {
                Trigger = value;
            }
        }
    }

    public void CancelWith(CancellationToken token) => cancellation = token;

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal sealed class ResultValue : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? "";

        public override string TraceState => activity?.TraceStateString ?? "";

        public override IReadOnlyDictionary<string, string> Baggage =>
            activity?.Baggage.Where(item => item.Value is not null).DistinctBy(item => item.Key).ToDictionary(item => item.Key, item => item.Value!)
            ?? base.Baggage;
    }

    private sealed class FirstTry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class BindingValues(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> features = [];

        public T? Get<T>() => features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public void Set<T>(T instance)
        {
            ArgumentNullException.ThrowIfNull(instance);
            features[typeof(T)] = instance;
        }

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
