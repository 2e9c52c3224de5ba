using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Tasdir.Functions.Http;

/// <summary>
/// Writes what a function answers to its request, and for one that failed problem details: what the caller can do, and nothing of
/// what went wrong inside. The worker would write the answer, too, but then also hand it to the host once more.
/// </summary>
public sealed class Answering(ILogger<Answering> log) : IFunctionsWorkerMiddleware
{
    private const string RetryAfterSeconds = "30";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            await WriteAsync(context, http);
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            throw;
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context.FunctionDefinition.Name, fault, http);
        }
    }

    private static async Task WriteAsync(FunctionContext context, HttpContext http)
    {
        InvocationResult result = context.GetInvocationResult();
        if (result.Value is IResult answer)
        {
            result.Value = null;
            await answer.ExecuteAsync(http);
        }
    }

    private async Task WriteAsync(string function, Exception fault, HttpContext http)
    {
        string code = CodeOf(fault);
        if (code != RequestCodes.RequestMalformed && code != RequestCodes.BodyTooLarge)
        {
            log.LogError(fault, "Function {Function} failed", function);
        }

        http.Response.Clear();
        if (code == RequestCodes.TryAgainLater)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await Problems.Of(http.Request, code).ExecuteAsync(http);
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
