using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Engine;

namespace Tasdir.Local.Tests.Host;

public sealed class TraceTests : IDisposable
{
    private const string Durable = "Microsoft.DurableTask";
    private const string Worker = "Microsoft.Azure.Functions.Worker";
    private static readonly ActivitySource Outside = new("Tasdir.Local.Tests.Trace");
    private readonly ConcurrentQueue<Activity> spans = [];
    private readonly ActivityListener listener;

    public TraceTests()
    {
        ActivityTraceId trace = default;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Tasdir.Local.Tests.Trace" or Durable or Worker or "Microsoft.AspNetCore",
            // The tests beside this one are not traced.
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source == Outside || options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        Root = Outside.StartActivity("test")!;
        trace = Root.TraceId;
    }

    private Activity Root { get; }

    public void Dispose()
    {
        Root.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task A_trace_goes_from_the_request_through_client_and_orchestration_to_the_function_that_is_its_activity()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await TestHost.StartAsync(settings: ["--WorkIsShort", "true"]);

        await host.Client.PostAsJsonAsync("/durable/SampleProcedure/traced", "text", cancellation);
        var engine = host.Services.GetRequiredService<DurableEngine>();
        await engine.Client.WaitForInstanceCompletionAsync("traced", cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        await engine.WhenIdleAsync(cancellation);

        var created = One(span => span.DisplayName == "create_orchestration:SampleProcedure");
        var orchestration = One(span => span.DisplayName == "orchestration:SampleProcedure");
        var activity = One(span => span is { DisplayName: "activity:SampleLongWork", Kind: ActivityKind.Server });
        Assert.Equal(created.SpanId, orchestration.ParentSpanId);
        One(span => span.Source.Name == Worker && span.ParentSpanId == activity.SpanId);
    }

    private Activity One(Func<Activity, bool> wanted) => Assert.Single(spans, span => span.TraceId == Root.TraceId && wanted(span));
}
