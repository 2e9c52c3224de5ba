using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;

namespace Microsoft.DurableTask;

public static class TaskOrchestrationContextExtensionMethods
{
    internal const string HttpActivity = "BuiltIn::HttpActivity";
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(30);
    private static readonly ConditionalWeakTable<TaskOrchestrationContext, FunctionContext> Functions = [];

    public static Task<DurableHttpResponse> CallHttpAsync(
        this TaskOrchestrationContext context,
        HttpMethod method,
        Uri uri,
        string? content = null,
        HttpRetryOptions? retryOptions = null,
        bool asynchronousPatternEnabled = false) =>
        context.CallHttpAsync(new DurableHttpRequest(method, uri)
        {
            Content = content,
            HttpRetryOptions = retryOptions,
            AsynchronousPatternEnabled = asynchronousPatternEnabled,
        });

    /// <summary>An answer "accepted" is followed to its location, with durable timers, until there is another one.</summary>
    public static async Task<DurableHttpResponse> CallHttpAsync(this TaskOrchestrationContext context, DurableHttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        var options = RetryOf(request.HttpRetryOptions);
        var response = await context.CallActivityAsync<DurableHttpResponse>(HttpActivity, request, options);
        while (request.AsynchronousPatternEnabled && response.StatusCode == HttpStatusCode.Accepted && LocationIn(response, request.Uri) is { } location)
        {
            await context.CreateTimer(DelayIn(response), CancellationToken.None);
            var poll = new DurableHttpRequest(HttpMethod.Get, location) { Headers = request.Headers, Timeout = request.Timeout };
            response = await context.CallActivityAsync<DurableHttpResponse>(HttpActivity, poll, options);
        }

        return response;
    }

    /// <summary>The invocation that an orchestration runs in.</summary>
    public static FunctionContext? GetFunctionContext(this TaskOrchestrationContext context) =>
        Functions.TryGetValue(context, out var function) ? function : null;

    internal static void SetFunctionContext(TaskOrchestrationContext context, FunctionContext function) =>
        Functions.AddOrUpdate(context, function);

    private static Uri? LocationIn(DurableHttpResponse response, Uri asked) =>
        response.Headers?.TryGetValue("Location", out var location) == true ? new Uri(asked, location.ToString()) : null;

    private static TimeSpan DelayIn(DurableHttpResponse response) =>
        response.Headers?.TryGetValue("Retry-After", out var after) == true && int.TryParse(after, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : PollInterval;

    private static TaskOptions? RetryOf(HttpRetryOptions? retry) => retry is { MaxNumberOfAttempts: > 0 }
        ? TaskOptions.FromRetryPolicy(new RetryPolicy(
            retry.MaxNumberOfAttempts,
            retry.FirstRetryInterval,
            retry.BackoffCoefficient,
            retry.MaxRetryInterval,
            retry.RetryTimeout == TimeSpan.MaxValue ? null : retry.RetryTimeout))
        : null;
}
