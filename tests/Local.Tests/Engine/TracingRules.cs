using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;

namespace Tasdir.Local.Tests.Engine;

/// <summary>A trace goes from the client through the orchestration to its activities, by the names and tags of the SDK.</summary>
public sealed class TracingRules : IDisposable
{
    private static readonly ActivitySource Outside = new("Tasdir.Local.Tests.Tracing");
    private readonly ConcurrentQueue<Activity> spans = [];
    private readonly ActivityListener listener;
    private readonly Activity root;

    public TracingRules()
    {
        ActivityTraceId trace = default;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.DurableTask" or "Tasdir.Local.Tests.Tracing",
            // The tests beside this one are not traced.
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source == Outside || options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        root = Outside.StartActivity("test")!;
        trace = root.TraceId;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Memory.Kept)]
    [InlineData(Memory.Replayed)]
    public async Task A_trace_goes_from_the_client_to_the_activity_over_steps_and_restarts(Memory memory)
    {
        Activity? seen = null;
        await using var engine = await TestEngine.StartAsync(
            registry => registry
                .AddActivityFunc("Work", _ =>
                {
                    seen = Activity.Current;
                    return Task.CompletedTask;
                })
                .AddOrchestratorFunc("Part", _ => Task.CompletedTask)
                .AddOrchestratorFunc("Whole", async context =>
                {
                    await context.WaitForExternalEvent<string>("Go");
                    await context.CallActivityAsync("Work");
                    await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    await context.CallSubOrchestratorAsync("Part");
                }),
            memory);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Whole", new StartOrchestrationOptions { Version = "2" }, Cancellation);
        await engine.SettleAsync();
        await engine.RestartAsync();
        await engine.RaiseAsync(id, "Go");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        await engine.EndOfAsync(id);

        var created = One("create_orchestration:Whole@(2)", ActivityKind.Producer, root);
        var whole = One("orchestration:Whole@(2)", ActivityKind.Server, created);
        var called = One("activity:Work@(2)", ActivityKind.Client, whole);
        var worked = One("activity:Work@(2)", ActivityKind.Server, called);
        var asked = One("orchestration:Part", ActivityKind.Client, whole);
        One("orchestration:Part", ActivityKind.Server, asked);
        var timer = One("orchestration:Whole:timer", ActivityKind.Internal, whole);
        One("orchestration_event:Go", ActivityKind.Producer, root);
        Assert.Same(worked, seen);
        Assert.Equal(
            ["orchestration", "Whole", id, "2", "Completed"],
            Tags(whole, "durabletask.type", "durabletask.task.name", "durabletask.task.instance_id", "durabletask.task.version", "durabletask.task.status"));
        Assert.Equal(["activity", "0"], Tags(worked, "durabletask.type", "durabletask.task.task_id"));
        Assert.Equal(["timer", "1"], Tags(timer, "durabletask.type", "durabletask.task.task_id"));
    }

    [Fact]
    public async Task What_fails_is_told_to_the_trace()
    {
        await using var engine = await TestEngine.StartAsync(registry => registry
            .AddActivityFunc("Breaks", Task (_) => throw new InvalidOperationException("broken"))
            .AddOrchestratorFunc("Fails", context => context.CallActivityAsync("Breaks")));

        await engine.RunAsync("Fails");

        var whole = One("orchestration:Fails", ActivityKind.Server, One("create_orchestration:Fails", ActivityKind.Producer, root));
        var called = One("activity:Breaks", ActivityKind.Client, whole);
        Assert.Equal((ActivityStatusCode.Error, "broken"), (called.Status, called.StatusDescription));
        Assert.Equal(ActivityStatusCode.Error, One("activity:Breaks", ActivityKind.Server, called).Status);
        Assert.Equal(ActivityStatusCode.Error, whole.Status);
    }

    public void Dispose()
    {
        root.Dispose();
        listener.Dispose();
    }

    private static List<string?> Tags(Activity span, params string[] names) => [.. names.Select(name => span.GetTagItem(name)?.ToString())];

    private Activity One(string name, ActivityKind kind, Activity parent) =>
        Assert.Single(spans, span => span.OperationName == name && span.Kind == kind && span.ParentSpanId == parent.SpanId);
}
