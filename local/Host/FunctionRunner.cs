using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Tasdir.Local.Host;

/// <summary>Runs functions through the application's middleware, within the time that <c>host.json</c> allows.</summary>
internal sealed class FunctionRunner : IDisposable
{
    private readonly FunctionExecutionDelegate pipeline;
    private readonly TimeSpan timeout;
    private readonly CancellationTokenSource stopping = new();
    private long started;
    private int running;

    public FunctionRunner(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, TimeSpan timeout)
    {
        this.timeout = timeout;
        pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallAsync, (next, layer) => layer(next));
    }

    /// <summary>Counts every run that was ever begun, orchestrations' apart: equal counts mean that nothing happened between.</summary>
    public long Started => Interlocked.Read(ref started);

    /// <summary>How many functions run now, HTTP requests' and orchestrations' apart.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Tells the functions that still run that the host waits no longer.</summary>
    public Task CancelAsync() => stopping.CancelAsync();

    /// <summary>Runs a function to its end and gives what it, or its middleware, left as the result.</summary>
    /// <exception cref="TimeoutException">The function took longer than the host's time-out.</exception>
    public async Task<object?> RunAsync(Invocation invocation, CancellationToken cancellation = default)
    {
        var counted = invocation.Function.Trigger is not HttpTriggerAttribute;
        Interlocked.Increment(ref started);
        Interlocked.Add(ref running, counted ? 1 : 0);
        try
        {
            // Real time on purpose: moving the clock by days must not end what runs meanwhile.
            using var late = new CancellationTokenSource(timeout);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping.Token, cancellation);
            invocation.CancelWith(linked.Token);
            await WithinTimeoutAsync(invocation, late.Token);
            return invocation.Result.Value;
        }
        finally
        {
            await invocation.DisposeAsync();
            Interlocked.Add(ref running, counted ? -1 : 0);
        }
    }

    /// <summary>
    /// Runs an orchestration up to where it waits. Its task may stay open for ever, and it awaits only what the engine
    /// hands out, so there is no time-out and no thread but the caller's.
    /// </summary>
    public async Task<object?> ReplayAsync(Invocation orchestration)
    {
        orchestration.CancelWith(stopping.Token);
        await using (orchestration)
        {
            await pipeline(orchestration);
            return orchestration.Result.Value;
        }
    }

    public void Dispose() => stopping.Dispose();

    private static async Task CallAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        invocation.Result.Value = await invocation.Function.RunAsync(invocation);
    }

    private async Task WithinTimeoutAsync(Invocation invocation, CancellationToken late)
    {
        try
        {
            await pipeline(invocation).WaitAsync(late);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"Function {invocation.Function.Name} took longer than functionTimeout in host.json ({timeout}).");
        }
    }
}
