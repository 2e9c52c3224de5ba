using System.Net.Http.Headers;
using System.Text;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.DurableTask;
using Microsoft.Extensions.Primitives;

namespace Tasdir.Local.Host;

/// <summary>Sends the requests of orchestrations that call other services.</summary>
internal sealed class HttpActivity : TaskActivity<DurableHttpRequest, DurableHttpResponse>, IDisposable
{
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };

    public override async Task<DurableHttpResponse> RunAsync(TaskActivityContext context, DurableHttpRequest input)
    {
        using var message = MessageOf(input);
        using var late = new CancellationTokenSource(input.Timeout ?? Timeout.InfiniteTimeSpan);
        try
        {
            using var response = await client.SendAsync(message, late.Token);
            RefuseToRetry(input.HttpRetryOptions, response);
            return new DurableHttpResponse(response.StatusCode)
            {
                Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => new StringValues([.. h.Value])),
                Content = await response.Content.ReadAsStringAsync(late.Token),
            };
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"{e.Message} Reached user specified timeout: {input.Timeout}.", e);
        }
    }

    public void Dispose() => client.Dispose();

    // With options for trying again, an answer that they name is a failure, and without names every one that is no success.
    private static void RefuseToRetry(HttpRetryOptions? options, HttpResponseMessage response)
    {
        if (options is { StatusCodesToRetry.Count: 0 })
        {
            response.EnsureSuccessStatusCode();
        }
        else if (options?.StatusCodesToRetry.Contains(response.StatusCode) == true)
        {
            throw new HttpRequestException($"Status code {response.StatusCode} received, retry requested.", null, response.StatusCode);
        }
    }

    private static HttpRequestMessage MessageOf(DurableHttpRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri);
        var contentType = "text/plain";
        foreach (var (name, values) in request.Headers ?? new Dictionary<string, StringValues>())
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = values.ToString();
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        if (contentType.Contains("multipart", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException("Multipart content is not supported with CallHttpAsync.");
        }

        if (request.Content is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Content));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return message;
    }
}
