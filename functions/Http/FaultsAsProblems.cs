using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Tasdir.Functions.Http;

/// <summary>Answers a request whose function failed with problem details: what the caller can do, and nothing of what went wrong inside.</summary>
public sealed class FaultsAsProblems(ILogger<FaultsAsProblems> log) : IFunctionsWorkerMiddleware
{
    private const string RetryAfterSeconds = "30";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext? http = context.GetHttpContext();
        try
        {
            await next(context);
        }
        catch (Exception fault) when (http is { Response.HasStarted: false } && !http.RequestAborted.IsCancellationRequested)
        {
            string code = CodeOf(fault);
            if (code != RequestCodes.RequestMalformed && code != RequestCodes.BodyTooLarge)
            {
                log.LogError(fault, "Function {Function} failed", context.FunctionDefinition.Name);
            }

            if (code == RequestCodes.TryAgainLater)
            {
                http.Response.Headers.RetryAfter = RetryAfterSeconds;
            }

            context.GetInvocationResult().Value = Problems.Of(http.Request, code);
        }
    }

    private static string CodeOf(Exception fault) => fault switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestCodes.BodyTooLarge,
        BadHttpRequestException => RequestCodes.RequestMalformed,
        RequestFailedException or TimeoutException => RequestCodes.TryAgainLater,
        // What the storage clients throw when every retry failed, or none was answered in time.
        AggregateException all when all.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException) => RequestCodes.TryAgainLater,
        _ => RequestCodes.InternalError,
    };
}
