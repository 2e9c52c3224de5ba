using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Local.Tests.Host;

public sealed record Order(string Number, int Lines);

public sealed class SampleHttpFunctions(Visit visit, Journal journal)
{
    [Function("SampleOrderPage")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders/{number}/lines/{lines:int}")] HttpRequest request, string number, int lines) =>
        Results.Json(new Order(number, lines + request.Query.Count));

    [Function("SamplePutOrder")]
    public static async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/orders/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        var order = await request.ReadFromJsonAsync<Order>(cancellation);
        return Results.Accepted($"/api/orders/{id}", order);
    }

    [Function("SampleAction")]
    public static IActionResult Action([HttpTrigger("get", Route = "api/action")] HttpRequest request) =>
        new ConflictObjectResult(new { request.Method });

    [Function("SampleText")]
    public static IResult Text([HttpTrigger("get", Route = "text")] HttpRequest request) => Results.Text($"path {request.Path}");

    [Function("SampleFailure")]
    public static IResult Fail([HttpTrigger("get", Route = "api/failure")] HttpRequest request) =>
        throw new InvalidOperationException($"{request.Path} is meant to fail.");

    [Function("SampleUpload")]
    public static async Task<IResult> Upload([HttpTrigger("post", Route = "api/upload")] HttpRequest request, CancellationToken cancellation)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return Results.Ok(request.ContentLength ?? 0);
    }

    [Function("SampleScope")]
    public IResult Scope([HttpTrigger("get", Route = "api/scope")] HttpRequest request, FunctionContext context)
    {
        journal.Write("function");
        var ids = new[] { visit, request.HttpContext.RequestServices.GetService(typeof(Visit)), context.InstanceServices.GetService(typeof(Visit)) };
        return Results.Text($"{ids.Distinct().Count()} {ReferenceEquals(context.GetHttpContext(), request.HttpContext)} {visit.Id}");
    }

    [Function("SampleSlow")]
    public async Task<IResult> Slow([HttpTrigger("get", Route = "api/slow")] HttpRequest request, CancellationToken cancellation)
    {
        journal.Write($"slow {request.Method}");
        await Task.Delay(Timeout.Infinite, cancellation);
        return Results.Ok();
    }

    [Function("SampleDeaf")]
    public static async Task<IResult> Deaf([HttpTrigger("get", Route = "api/deaf")] HttpRequest request)
    {
        // It hears of its caller alone, and of no time-out.
        await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        return Results.Ok();
    }
}

public sealed class SampleTimerFunction(Journal journal, TimeProvider clock)
{
    [Function("SampleDaily")]
    public void Run([TimerTrigger("%SampleSchedule%")] TimerInfo timer) =>
        journal.Write($"daily {clock.GetUtcNow():yyyy-MM-dd HH:mm} late={timer.IsPastDue} last={timer.ScheduleStatus!.Last:yyyy-MM-dd}");
}

public sealed class SampleQueueFunctions(Journal journal)
{
    [Function("SampleQueueText")]
    public void Text([QueueTrigger("%TextQueue%", Connection = "Storage")] string text, FunctionContext context)
    {
        journal.Write($"text {text} {context.BindingContext.BindingData["DequeueCount"]}");
        if (text.StartsWith("bad", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Meant to fail.");
        }
    }

    [Function("SampleQueueOrder")]
    public void Order([QueueTrigger("%OrderQueue%")] Order order) => journal.Write($"order {order.Number} {order.Lines}");
}
