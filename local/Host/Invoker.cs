using System.Diagnostics;
using Tasdir.Local.Rpc;
using Status = Tasdir.Local.Rpc.StatusResult.Types.Status;

namespace Tasdir.Local.Host;

/// <summary>What a function is run with.</summary>
/// <param name="Function">Which one.</param>
/// <param name="Input">What its trigger receives.</param>
internal sealed record Invocation(Function Function, TypedData Input)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>What the trigger tells beside its input; parameters are bound from it by name.</summary>
    public Dictionary<string, TypedData> Metadata { get; init; } = [];

    /// <summary>The trace that it belongs to, as W3C writes it.</summary>
    public RpcTraceContext Trace { get; init; } =
        new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" };
}

/// <summary>Runs functions in the worker, within the time that <c>host.json</c> allows.</summary>
internal sealed class Invoker(WorkerChannel channel, HostJson hostJson, DurableClientBinding durableClient) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private long started;
    private int running;

    /// <summary>Counts every run that was ever begun: equal counts mean that nothing happened between.</summary>
    public long Started => Interlocked.Read(ref started);

    /// <summary>How many functions run now, HTTP requests' and the engine's apart.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Tells the functions that still run that the host waits no longer.</summary>
    public Task CancelAsync() => stopping.CancelAsync();

    /// <summary>Runs a function of a timer or a queue, which the moving clock waits for.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task RunCountedAsync(Invocation invocation, CancellationToken cancellation)
    {
        Interlocked.Increment(ref running);
        try
        {
            await RunAsync(invocation, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <summary>Runs a function to its end and gives what it returned.</summary>
    /// <exception cref="FunctionFailedException">It failed.</exception>
    /// <exception cref="TimeoutException">It took longer than the host's time-out.</exception>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    public async Task<TypedData?> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        Interlocked.Increment(ref started);

        // Real time on purpose: moving the clock by days must not end what runs meanwhile.
        using var late = new CancellationTokenSource(hostJson.FunctionTimeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping.Token, cancellation);
        InvocationResponse response;
        try
        {
            response = await channel.InvokeAsync(RequestFor(invocation), linked.Token).WaitAsync(late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            channel.Cancel(invocation.Id);
            throw new TimeoutException(
                $"Function {invocation.Function.Name} took longer than functionTimeout in host.json ({hostJson.FunctionTimeout}).");
        }

        return response.Result.Status switch
        {
            Status.Success => response.ReturnValue,
            _ when stopping.IsCancellationRequested => throw new OperationCanceledException(stopping.Token),
            _ => throw new FunctionFailedException(invocation.Function.Name, response.Result.Exception),
        };
    }

    public void Dispose() => stopping.Dispose();

    private InvocationRequest RequestFor(Invocation invocation)
    {
        InvocationRequest request = new()
        {
            InvocationId = invocation.Id,
            FunctionId = invocation.Function.Id,
            InputData = { new ParameterBinding { Name = invocation.Function.Trigger.Name, Data = invocation.Input } },
            TriggerMetadata = { invocation.Metadata },
            TraceContext = invocation.Trace,
            RetryContext = new RetryContext(),
        };
        request.InputData.Add(invocation.Function.Clients.Select(name => new ParameterBinding { Name = name, Data = durableClient.Data }));
        return request;
    }
}

/// <summary>A function failed in the worker.</summary>
internal sealed class FunctionFailedException(string function, RpcException? wrong)
    : Exception($"Function {function} failed. {wrong?.Message}")
{
    /// <summary>What the worker said of it: what the exception says of itself, or, of an activity, its details as JSON.</summary>
    public string Said { get; } = wrong?.Message ?? "";
}
