using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

public sealed class CriticalSectionsKept() : CriticalSectionRules(Memory.Kept);

public sealed class CriticalSectionsReplayed() : CriticalSectionRules(Memory.Replayed);

public abstract class CriticalSectionRules(Memory memory)
{
    private static readonly EntityInstanceId A = new(nameof(Counter), "a");
    private static readonly EntityInstanceId B = new(nameof(Counter), "b");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfers_between_two_accounts_in_both_directions_neither_block_each_other_nor_lose_a_centime()
    {
        await using var engine = await StartAsync(registry => registry
            .AddOrchestratorFunc<bool>("Transfers", async (context, isBack) =>
            {
                var (from, to) = isBack ? (B, A) : (A, B);
                await using var section = await context.Entities.LockEntitiesAsync(from, to);
                var (had, has) = (await context.Entities.CallEntityAsync<int>(from, "Read"), await context.Entities.CallEntityAsync<int>(to, "Read"));
                await Task.WhenAll(
                    context.Entities.CallEntityAsync(from, "Set", had - 1), context.Entities.CallEntityAsync(to, "Set", has + 1));
            }));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => await engine.ResultAsync<object>("Transfers", i % 3 == 0)));
        await engine.SettleAsync();

        Assert.Equal((-20, 20), (await ReadAsync(engine, A), await ReadAsync(engine, B)));
        Assert.Equal(0, engine.CountRows()["messages"]);
    }

    [Fact]
    public async Task While_an_entity_is_locked_others_wait_and_come_in_their_order_afterwards()
    {
        await using var engine = await StartAsync(Holding);
        var id = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 5, cancellation: Cancellation);
        await engine.Client.Entities.SignalEntityAsync(A, "Double", cancellation: Cancellation);
        await engine.SettleAsync();

        var locked = await engine.Client.Entities.GetAllEntitiesAsync(new EntityQuery { InstanceIdStartsWith = "counter@a", IncludeTransient = true }).SingleAsync(Cancellation);
        Assert.Equal((id, 2), (locked.LockedBy, locked.BacklogQueueSize));
        await engine.RaiseAsync(id, "Go");

        Assert.Equal(100, await engine.ResultOfAsync<int>(id));
        await engine.SettleAsync();
        Assert.Equal(210, await ReadAsync(engine, A));
        Assert.Null((await engine.Client.Entities.GetEntityAsync(A, Cancellation))!.LockedBy);
    }

    [Fact]
    public async Task A_lock_and_those_who_wait_for_it_outlive_a_kill()
    {
        await using var engine = await StartAsync(Holding);
        var id = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        var second = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 5, cancellation: Cancellation);
        await engine.SettleAsync();

        await using var later = await engine.KilledNowAsync();
        await later.SettleAsync();
        Assert.Null(await ReadAsync(later, A));
        await later.RaiseAsync(id, "Go");
        Assert.Equal(100, await later.ResultOfAsync<int>(id));
        await later.RaiseAsync(second, "Go");

        Assert.Equal(200, await later.ResultOfAsync<int>(second));
        await later.SettleAsync();
        Assert.Equal(205, await ReadAsync(later, A));
    }

    [Theory]
    [InlineData("returns")]
    [InlineData("throws")]
    [InlineData("begins anew")]
    [InlineData("is terminated")]
    [InlineData("is terminated while it waits for the lock")]
    public async Task Whoever_ends_without_leaving_gives_its_locks_back(string how)
    {
        await using var engine = await StartAsync(registry => Holding(registry)
            .AddOrchestratorFunc<string, int>("Forgets", async (context, way) =>
            {
                if (way == "again")
                {
                    return 0;
                }

                await context.Entities.LockEntitiesAsync(A, B);
                if (way == "begins anew")
                {
                    context.ContinueAsNew("again");
                }
                else if (way == "throws")
                {
                    throw new InvalidOperationException("forgot");
                }
                else if (way != "returns")
                {
                    await context.WaitForExternalEvent<string>("Never");
                }

                return 1;
            }));
        if (how.EndsWith("for the lock", StringComparison.Ordinal))
        {
            var holder = await engine.BeginAsync("Holds");
            await engine.SettleAsync();
            var waiting = await engine.BeginAsync("Forgets", how);
            await engine.SettleAsync();
            await engine.Client.TerminateInstanceAsync(waiting, Cancellation);
            await engine.SettleAsync();
            await engine.RaiseAsync(holder, "Go");
        }
        else
        {
            var id = await engine.BeginAsync("Forgets", how);
            await engine.SettleAsync();
            if (how == "is terminated")
            {
                await engine.Client.TerminateInstanceAsync(id, Cancellation);
            }
        }

        await engine.SettleAsync();
        var next = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        await engine.RaiseAsync(next, "Go");

        await engine.ResultOfAsync<int>(next);
        await engine.SettleAsync();
        Assert.Empty(engine.Read("SELECT entity_id FROM entities WHERE locked_by IS NOT NULL"));
        Assert.Equal(0, engine.CountRows()["messages"]);
    }

    [Fact]
    public async Task An_instance_that_is_replaced_or_can_no_longer_be_made_gives_its_locks_back()
    {
        await using var engine = await StartAsync(Holding);
        await engine.BeginAsync("Holds", id: "h");
        await engine.SettleAsync();

        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Holds", new StartOrchestrationOptions("h").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), Cancellation);
        await engine.SettleAsync();
        await engine.RestartAsync(registry => registry.AddEntity<Counter>());
        await engine.RaiseAsync("h", "Go");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("h")).RuntimeStatus);
        await engine.SettleAsync();

        Assert.Empty(engine.Read("SELECT entity_id FROM entities WHERE locked_by IS NOT NULL"));
    }

    [Theory]
    [InlineData("signals a locked one", "Must not signal a locked entity from a critical section.")]
    [InlineData("calls another", "Must not call an entity from a critical section if it is not one of the locked entities.")]
    [InlineData("calls twice at once", "Must not call an entity from a critical section while a prior call to the same entity is still pending.")]
    [InlineData("locks again", "Must not enter another critical section from within a critical section.")]
    [InlineData("calls a sub-orchestration", "While holding locks, cannot call suborchestrators.")]
    public async Task What_could_block_for_ever_is_refused(string what, string message)
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Misuses", async context =>
        {
            await context.Entities.LockEntitiesAsync(A);
            await (what switch
            {
                "signals a locked one" => context.Entities.SignalEntityAsync(A, "Add", 1),
                "calls another" => context.Entities.CallEntityAsync(B, "Read"),
                "calls twice at once" => Task.WhenAll(context.Entities.CallEntityAsync(A, "Read"), context.Entities.CallEntityAsync(A, "Read")),
                "locks again" => context.Entities.LockEntitiesAsync(B),
                _ => context.CallSubOrchestratorAsync("Misuses"),
            });
        }));

        var failed = await engine.RunAsync("Misuses");

        Assert.Equal((typeof(InvalidOperationException).FullName, message), (failed.FailureDetails?.ErrorType, failed.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task Inside_an_orchestration_knows_which_entities_it_can_call()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc<List<string>>("Tells", async context =>
        {
            List<string> told = [Told()];
            await using (await context.Entities.LockEntitiesAsync(B, A, B))
            {
                told.Add(Told());
                var call = context.Entities.CallEntityAsync(A, "Read");
                told.Add(Told());
                await call;
                told.Add(Told());

                // Another entity may be signalled, only not called.
                await context.Entities.SignalEntityAsync(new EntityInstanceId(nameof(Counter), "c"), "Add", 1);
            }

            told.Add(Told());
            return told;

            string Told() => context.Entities.InCriticalSection(out var ids) ? string.Join(' ', ids.Select(id => id.Key).Order()) : "out";
        }));

        Assert.Equal(["out", "a b", "b", "a b", "out"], await engine.ResultAsync<List<string>>("Tells"));
    }

    [Fact]
    public async Task Locking_nothing_is_refused()
    {
        await using var engine = await StartAsync(registry => registry.AddOrchestratorFunc("Locks", context => context.Entities.LockEntitiesAsync([])));

        var failed = await engine.RunAsync("Locks");

        Assert.Equal(typeof(ArgumentException).FullName, failed.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task A_lock_whose_holder_was_removed_is_released_when_the_storage_is_cleaned()
    {
        await using var engine = await StartAsync(Holding);
        var id = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        engine.Execute($"DELETE FROM instances WHERE instance_id = '{id}'");

        var cleaned = await engine.Client.Entities.CleanEntityStorageAsync(cancellation: Cancellation);
        await engine.SettleAsync();

        Assert.Equal(2, cleaned.OrphanedLocksReleased);
        Assert.Equal(0, engine.CountRows()["entities"]);
        var next = await engine.BeginAsync("Holds");
        await engine.SettleAsync();
        await engine.RaiseAsync(next, "Go");
        Assert.Equal(100, await engine.ResultOfAsync<int>(next));
    }

    private static DurableTaskRegistry Holding(DurableTaskRegistry registry) => registry.AddOrchestratorFunc("Holds", async context =>
    {
        await using var section = await context.Entities.LockEntitiesAsync(A, B);
        await context.WaitForExternalEvent<string>("Go");
        return await context.Entities.CallEntityAsync<int>(A, "Add", 100);
    });

    private static async Task<int?> ReadAsync(TestEngine engine, EntityInstanceId id) =>
        (await engine.Client.Entities.GetEntityAsync<int>(id, Cancellation))?.State;

    private Task<TestEngine> StartAsync(Func<DurableTaskRegistry, DurableTaskRegistry> functions) =>
        TestEngine.StartAsync(registry => functions(registry.AddEntity<Counter>()), memory);
}
