using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tasdir.Workflows.Tests.Mail;

/// <summary>The v3 mail endpoint on a free port, which answers as it is told and keeps what it accepted.</summary>
internal sealed class FakeMailService : IAsyncDisposable
{
    private readonly WebApplication app = Create();

    public ConcurrentQueue<(string Path, string Authorization, JsonElement Mail)> Received { get; } = new();

    /// <summary>The status of every answer.</summary>
    public int Status { get; set; } = StatusCodes.Status202Accepted;

    /// <summary>Addresses to which it takes no mail, for good.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Whether it answers at all, or keeps its callers waiting.</summary>
    public bool Answers { get; set; } = true;

    public string Address => app.Urls.Single();

    public async Task StartAsync(CancellationToken cancellation)
    {
        app.MapPost("{**path}", async (HttpContext context) =>
        {
            if (!Answers)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
            }

            JsonElement mail = (await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted)).Clone();
            bool isRefused = Refused.Contains(mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!);
            if (!isRefused && Status == StatusCodes.Status202Accepted)
            {
                Received.Enqueue((context.Request.Path, context.Request.Headers.Authorization.ToString(), mail));
            }

            context.Response.StatusCode = isRefused ? StatusCodes.Status400BadRequest : Status;
        });
        await app.StartAsync(cancellation);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Create()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
