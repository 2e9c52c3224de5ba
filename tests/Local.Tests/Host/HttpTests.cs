using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tasdir.Local.Tests.Host;

public sealed class HttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/orders/A7/lines/3?more=1", HttpStatusCode.OK, """{"number":"A7","lines":4}""")]
    [InlineData("GET", "/api/orders/A7/lines/three", HttpStatusCode.NotFound, "")]
    [InlineData("POST", "/api/orders/A7/lines/3", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/api/action", HttpStatusCode.Conflict, """{"method":"GET"}""")]
    [InlineData("GET", "/text", HttpStatusCode.OK, "path /text")]
    [InlineData("HEAD", "/text", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/api/failure", HttpStatusCode.InternalServerError, "")]
    public async Task A_request_is_answered_by_the_function_of_its_route_and_method(string method, string path, HttpStatusCode status, string body)
    {
        await using var host = await TestHost.StartAsync();

        var answer = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_minimal_result_answers_with_its_own_status_and_headers()
    {
        await using var host = await TestHost.StartAsync();
        var id = Guid.NewGuid();

        var answer = await host.Client.PutAsJsonAsync($"/api/orders/{id}", new Order("B2", 5), Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"/api/orders/{id}", answer.Headers.Location!.ToString());
        Assert.Equal(new Order("B2", 5), await answer.Content.ReadFromJsonAsync<Order>(Cancellation));
    }

    [Fact]
    public async Task Middleware_runs_in_the_order_added_inside_the_functions_scope()
    {
        await using var host = await TestHost.StartAsync(configure: builder =>
        {
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware(async (context, next) =>
            {
                context.InstanceServices.GetRequiredService<Journal>().Write("inner before " + (context.GetHttpContext() is not null));
                await next();
                context.InstanceServices.GetRequiredService<Journal>().Write("inner after");
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "Other", (_, _) => throw new InvalidOperationException("Not for this function."));
        });

        var answers = new[] { await host.Client.GetStringAsync("/api/scope", Cancellation), await host.Client.GetStringAsync("/api/scope", Cancellation) };

        Assert.All(answers, answer => Assert.Matches("^1 True ", answer));
        Assert.NotEqual(answers[0], answers[1]);
        Assert.Equal(["outer before SampleScope", "inner before True", "function", "inner after", "outer after"], host.Journal.Entries.Take(5));
    }

    [Fact]
    public async Task A_function_that_takes_too_long_is_cancelled_and_answered_with_500()
    {
        await using var host = await TestHost.StartAsync(TestHost.NewRoot("""{ "functionTimeout": "00:00:00.2", "extensions": { "http": { "routePrefix": "" } } }"""));

        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.GetAsync("/api/slow", Cancellation)).StatusCode);
        Assert.Equal(["slow GET"], host.Journal.Entries);
    }

    [Fact]
    public async Task The_caller_of_a_function_that_takes_too_long_and_is_deaf_to_it_is_let_go()
    {
        await using var host = await TestHost.StartAsync(TestHost.NewRoot("""{ "functionTimeout": "00:00:00.2", "extensions": { "http": { "routePrefix": "" } } }"""));

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetAsync("/api/deaf", Cancellation));
    }

    [Fact]
    public async Task The_home_page_links_the_pages_and_the_local_tools()
    {
        await using var host = await TestHost.StartAsync();

        var page = await host.Client.GetStringAsync("/", Cancellation);

        Assert.Contains("href=\"/text\"", page, StringComparison.Ordinal);
        Assert.Contains("Some open only by the link in a mail.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/local/mailbox\"", page, StringComparison.Ordinal);
        Assert.Contains("/api/orders/{number}/lines/{lines:int}", page, StringComparison.Ordinal);
    }
}
