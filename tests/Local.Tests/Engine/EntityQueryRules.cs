using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class EntityQueryRules
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_entity_is_on_one_page_only_whatever_the_size_of_the_pages()
    {
        await using var engine = await StartAsync();

        var pages = await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { PageSize = 4 }).AsPages().ToListAsync(Cancellation);
        var rest = await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { ContinuationToken = pages[0].ContinuationToken })
            .ToListAsync(Cancellation);

        Assert.Equal([4, 4, 2], pages.Select(page => page.Values.Count));
        Assert.Equal(10, pages.SelectMany(page => page.Values).Select(entity => entity.Id).Distinct().Count());
        Assert.Equal(6, rest.Count);
    }

    [Theory]
    [InlineData("counter", 10)]
    [InlineData("@Counter@", 10)]
    [InlineData("COUNTER@even", 5)]
    [InlineData("Counter@EVEN", 0)]
    [InlineData("count", 10)]
    [InlineData("other", 0)]
    public async Task A_prefix_names_entities_in_any_case_and_keys_in_theirs(string prefix, int found)
    {
        await using var engine = await StartAsync();

        Assert.Equal(found, await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { InstanceIdStartsWith = prefix }).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_state_comes_with_its_entity_unless_it_is_not_wanted()
    {
        await using var engine = await StartAsync();
        var query = new EntityQuery { InstanceIdStartsWith = "Counter@even-4" };

        var typed = await engine.Client.Entities.GetAllEntitiesAsync<int>(query).SingleAsync(Cancellation);
        var serialized = await engine.Client.Entities.GetAllEntitiesAsync(query).SingleAsync(Cancellation);
        var without = await engine.Client.Entities.GetAllEntitiesAsync(query with { IncludeState = false }).SingleAsync(Cancellation);

        Assert.Equal((4, 4), (typed.State, serialized.State.ReadAs<int>()));
        Assert.False(without.IncludesState);
        Assert.Throws<InvalidOperationException>(() => without.State);
    }

    [Fact]
    public async Task Entities_are_found_by_when_they_were_last_changed()
    {
        await using var engine = await StartAsync();
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        await engine.Client.Entities.SignalEntityAsync(new EntityInstanceId(nameof(Counter), "even-2"), "Add", 1, cancellation: Cancellation);
        await engine.SettleAsync();
        var noon = TestEngine.Began.AddHours(1);

        var later = await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { LastModifiedFrom = noon }).ToListAsync(Cancellation);
        var earlier = await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { LastModifiedTo = noon }).ToListAsync(Cancellation);

        Assert.Equal(("even-2", TestEngine.Began.AddHours(2)), (Assert.Single(later).Id.Key, later[0].LastModifiedTime));
        Assert.Equal(9, earlier.Count);
    }

    [Fact]
    public async Task An_entity_without_a_state_leaves_nothing_behind()
    {
        await using var engine = await StartAsync();
        foreach (var entity in await engine.Client.Entities.GetAllEntitiesAsync().ToListAsync(Cancellation))
        {
            await engine.Client.Entities.SignalEntityAsync(entity.Id, "delete", cancellation: Cancellation);
        }

        await engine.SettleAsync();

        Assert.Empty(await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { IncludeTransient = true }).ToListAsync(Cancellation));
        Assert.Equal((0, 0), (engine.CountRows()["entities"], engine.CountRows()["messages"]));
        Assert.Equal(default, await engine.Client.Entities.CleanEntityStorageAsync(cancellation: Cancellation));
    }

    private static async Task<TestEngine> StartAsync()
    {
        var engine = await TestEngine.StartAsync(registry => registry.AddEntity<Counter>());
        for (var i = 0; i < 10; i++)
        {
            var id = new EntityInstanceId(nameof(Counter), i % 2 == 0 ? $"even-{i}" : $"odd-{i}");
            await engine.Client.Entities.SignalEntityAsync(id, "Add", i, cancellation: Cancellation);
        }

        await engine.SettleAsync();
        return engine;
    }
}
