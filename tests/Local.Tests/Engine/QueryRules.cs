using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Tasdir.Local.Tests.Engine;

public sealed class QueryRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_filter_every_instance_is_found_in_the_order_of_the_ids()
    {
        await using var engine = await StartAsync("b", "a", "c");

        Assert.Equal(["a", "b", "c"], await FindAsync(engine, new OrchestrationQuery()));
        Assert.Equal(3, await engine.Client.GetAllInstancesAsync().CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("case-1", "case-1", "case-10", "case-12")]
    [InlineData("CASE", "CASE-1")]
    [InlineData("50%", "50%-a")]
    [InlineData("a_", "a_b")]
    [InlineData("nothing")]
    public async Task A_prefix_is_taken_as_it_is_written(string prefix, params string[] found)
    {
        await using var engine = await StartAsync("case-1", "case-10", "case-12", "case-2", "CASE-1", "50%-a", "500", "a_b", "axb");

        Assert.Equal(found, await FindAsync(engine, new OrchestrationQuery(InstanceIdPrefix: prefix)));
    }

    [Fact]
    public async Task Statuses_and_times_of_creation_narrow_it_down()
    {
        await using var engine = await StartAsync("first");
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        await engine.BeginAsync("Waits", id: "second");
        await engine.BeginAsync("Waits", id: "third");
        await engine.RaiseAsync("second", "Go");
        await engine.Client.SuspendInstanceAsync("first", Cancellation);
        await engine.SettleAsync();
        var later = TestEngine.Began.AddMinutes(30);

        Assert.Equal(["second"], await FindAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed])));
        Assert.Equal(
            ["first", "third"],
            await FindAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["second", "third"], await FindAsync(engine, new OrchestrationQuery(CreatedFrom: later)));
        Assert.Equal(["first"], await FindAsync(engine, new OrchestrationQuery(CreatedTo: later)));
        Assert.Equal(
            ["third"], await FindAsync(engine, new OrchestrationQuery(CreatedFrom: later, Statuses: [OrchestrationRuntimeStatus.Running])));
    }

    [Fact]
    public async Task Pages_have_their_size_and_go_on_from_a_token()
    {
        await using var engine = await StartAsync([.. Enumerable.Range(0, 25).Select(number => $"case-{number:00}")]);
        var pages = engine.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "case-", PageSize: 10));
        List<Page<OrchestrationMetadata>> read = [];

        await foreach (var page in pages.AsPages().WithCancellation(Cancellation))
        {
            read.Add(page);
        }

        Assert.Equal([10, 10, 5], read.Select(page => page.Values.Count));
        Assert.Null(read[2].ContinuationToken);
        Assert.Equal(25, read.SelectMany(page => page.Values).Select(found => found.InstanceId).Distinct().Count());
        var rest = await FindAsync(engine, new OrchestrationQuery(ContinuationToken: read[0].ContinuationToken, PageSize: 100));
        Assert.Equal(Enumerable.Range(10, 15).Select(number => $"case-{number:00}"), rest);
    }

    [Fact]
    public async Task Inputs_are_read_only_if_they_are_asked_for()
    {
        await using var engine = await StartAsync("a");

        var bare = await engine.Client.GetAllInstancesAsync(new OrchestrationQuery()).FirstAsync(Cancellation);
        var full = await engine.Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)).FirstAsync(Cancellation);

        Assert.Null(bare.SerializedInput);
        Assert.Equal("a", full.ReadInputAs<string>());
    }

    private static async Task<TestEngine> StartAsync(params string[] ids)
    {
        var engine = await TestEngine.StartAsync(registry => registry
            .AddOrchestratorFunc("Waits", context => context.WaitForExternalEvent<string>("Go")));
        foreach (var id in ids)
        {
            await engine.BeginAsync("Waits", id, id);
        }

        await engine.SettleAsync();
        return engine;
    }

    private static async Task<List<string>> FindAsync(TestEngine engine, OrchestrationQuery query) =>
        await engine.Client.GetAllInstancesAsync(query).Select(found => found.InstanceId).ToListAsync(Cancellation);
}
