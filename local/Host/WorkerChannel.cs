using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Rpc;
using Content = Tasdir.Local.Rpc.StreamingMessage.ContentOneofCase;

namespace Tasdir.Local.Host;

/// <summary>
/// The host's end of the stream to the worker: greets it, asks for its functions, loads them, and hands invocations over
/// and their answers back.
/// </summary>
internal sealed class WorkerChannel(HostFolders folders, ILoggerFactory loggers) : FunctionRpc.FunctionRpcBase, IDisposable
{
    // The version of the real host that this one was compared with.
    private const string HostVersion = "4.1037.0";
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, (string FunctionId, TaskCompletionSource<InvocationResponse> Answer)> open = new();
    private readonly TaskCompletionSource<IReadOnlyList<RpcFunctionMetadata>> loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RpcFunctionMetadata> functions = [];
    private readonly List<string> faults = [];
    private readonly CancellationTokenSource closing = new();
    private int answered;

    /// <summary>The worker's functions, once it has loaded them.</summary>
    /// <exception cref="StartupException">The worker could not load one; the message says which and why.</exception>
    public Task<IReadOnlyList<RpcFunctionMetadata>> LoadedAsync(CancellationToken cancellation) => loaded.Task.WaitAsync(cancellation);

    /// <summary>Has the worker run a function, to its end.</summary>
    /// <exception cref="OperationCanceledException">The worker has gone.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        TaskCompletionSource<InvocationResponse> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        open[request.InvocationId] = (request.FunctionId, answer);
        if (!outgoing.Writer.TryWrite(new StreamingMessage { InvocationRequest = request }))
        {
            open.TryRemove(request.InvocationId, out _);
            throw new OperationCanceledException("The worker has gone.");
        }

        await using var cancelling = cancellation.Register(() => Cancel(request.InvocationId));
        return await answer.Task;
    }

    /// <summary>Tells a function that the host waits no longer for it.</summary>
    public void Cancel(string invocationId) =>
        outgoing.Writer.TryWrite(new StreamingMessage { InvocationCancel = new() { InvocationId = invocationId } });

    /// <summary>Ends the stream; the worker is told nothing more.</summary>
    public void Close()
    {
        outgoing.Writer.TryComplete();
        closing.Cancel();
    }

    public void Dispose() => closing.Dispose();

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, closing.Token);
        var writing = WriteAsync(responseStream);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(over.Token))
            {
                Take(message);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The worker went first, with the process.
        }
        finally
        {
            outgoing.Writer.TryComplete();
            GiveUp();
        }

        await writing;
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> to)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync())
        {
            await to.WriteAsync(message);
        }
    }

    private void GiveUp()
    {
        loaded.TrySetException(new StartupException("The worker ended before it had loaded its functions."));
        foreach (var running in open.Values)
        {
            running.Answer.TrySetCanceled();
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.StartStream:
                Send(new() { WorkerInitRequest = Greeting() });
                break;
            case Content.WorkerInitResponse:
                Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folders.Application } });
                break;
            case Content.FunctionMetadataResponse:
                Load(message.FunctionMetadataResponse);
                break;
            case Content.FunctionLoadResponse:
                Note(message.FunctionLoadResponse);
                break;
            case Content.InvocationResponse:
                if (open.TryRemove(message.InvocationResponse.InvocationId, out var running))
                {
                    running.Answer.TrySetResult(message.InvocationResponse);
                }

                break;
            case Content.RpcLog:
                Log(message.RpcLog);
                break;
        }
    }

    private WorkerInitRequest Greeting() => new()
    {
        HostVersion = HostVersion,
        WorkerDirectory = folders.Application,
        FunctionAppDirectory = folders.Application,
    };

    private void Send(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        outgoing.Writer.TryWrite(message);
    }

    private void Load(FunctionMetadataResponse found)
    {
        functions.AddRange(found.FunctionMetadataResults);
        if (found.Result.Status != StatusResult.Types.Status.Success)
        {
            loaded.TrySetException(new StartupException($"The worker could not tell its functions: {found.Result.Exception?.Message}"));
        }
        else if (functions.Count == 0)
        {
            loaded.TrySetException(new StartupException($"No functions were found in {folders.Application}."));
        }

        foreach (var function in functions)
        {
            Send(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        }
    }

    private void Note(FunctionLoadResponse response)
    {
        if (response.Result.Status != StatusResult.Types.Status.Success)
        {
            var name = functions.Find(function => function.FunctionId == response.FunctionId)?.Name ?? response.FunctionId;
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Function {name} cannot be loaded: {response.Result.Exception?.Message}"));
        }

        if (++answered == functions.Count)
        {
            _ = faults.Count == 0
                ? loaded.TrySetResult(functions)
                : loaded.TrySetException(new StartupException(string.Join(Environment.NewLine, faults)));
        }
    }

    // As on Azure: what is said while a function runs is the function's, whatever part of the worker says it.
    private string CategoryOf(RpcLog line) =>
        open.TryGetValue(line.InvocationId, out var running) && functions.Find(function => function.FunctionId == running.FunctionId) is { } function
            ? $"Function.{function.Name}.User"
            : line.Category;

    private void Log(RpcLog line)
    {
        var text = line.Exception is { } wrong ? $"{line.Message}{Environment.NewLine}{wrong.Message}" : line.Message;
        loggers.CreateLogger(CategoryOf(line)).Log((LogLevel)line.Level, 0, text, null, static (text, _) => text);
    }
}
