using Grpc.Core;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Hands the calls of a gRPC client to the service in this process: neither a network nor bytes lie between.</summary>
internal sealed class InMemoryInvoker : CallInvoker
{
    private readonly Dictionary<string, Delegate> _methods = [];

    public InMemoryInvoker(TaskHubService service) => P.TaskHubSidecarService.BindService(new Binder(_methods), service);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        UnaryServerMethod<TRequest, TResponse> handler = (UnaryServerMethod<TRequest, TResponse>)_methods[method.FullName];
        return new AsyncUnaryCall<TResponse>(
            AnsweredAsync(() => handler(request, new Call(method.FullName, options)), options.CancellationToken), NoHeaders(), Ok, NoTrailers, Nothing);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        AsyncUnaryCall(method, host, options, request).GetAwaiter().GetResult();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ServerStreamingServerMethod<TRequest, TResponse> handler = (ServerStreamingServerMethod<TRequest, TResponse>)_methods[method.FullName];
        Stream<TResponse> stream = new(written => AnsweredAsync(
            async () =>
            {
                await handler(request, written, new Call(method.FullName, options));
                return true;
            },
            options.CancellationToken));
        return new AsyncServerStreamingCall<TResponse>(stream, NoHeaders(), Ok, NoTrailers, Nothing);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private static Task<Metadata> NoHeaders() => Task.FromResult(Metadata.Empty);

    private static Metadata NoTrailers() => Metadata.Empty;

    private static Status Ok() => Status.DefaultSuccess;

    private static void Nothing()
    {
    }

    // As a server's answer comes over a wire: a status, whatever was thrown.
    private static async Task<T> AnsweredAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return await call();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client."));
        }
        catch (Exception wrong) when (wrong is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, wrong.Message, wrong));
        }
    }

    private sealed class Binder(Dictionary<string, Delegate> methods) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            methods[method.FullName] = handler!;

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            methods[method.FullName] = handler!;
    }

    /// <summary>All that is streamed, then read.</summary>
    private sealed class Stream<T>(Func<IServerStreamWriter<T>, Task> write) : IAsyncStreamReader<T>, IServerStreamWriter<T>
    {
        private readonly Queue<T> _written = [];
        private bool _hasBegun;

        public T Current { get; private set; } = default!;

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message)
        {
            _written.Enqueue(message);
            return Task.CompletedTask;
        }

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                await write(this);
            }

            bool isMore = _written.TryDequeue(out T? next);
            Current = next!;
            return isMore;
        }
    }

    private sealed class Call(string method, CallOptions options) : ServerCallContext
    {
        protected override string MethodCore => method;

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => options.Deadline ?? DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => options.Headers ?? Metadata.Empty;

        protected override CancellationToken CancellationTokenCore => options.CancellationToken;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
