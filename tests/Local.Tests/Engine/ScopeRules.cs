using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Services of a scope end when what they were made for has ended or left memory.</summary>
public sealed class ScopeRules
{
    [Theory]
    [InlineData(Memory.Kept, 0)]
    [InlineData(Memory.Replayed, 3)]
    public async Task An_orchestrator_keeps_its_scope_as_long_as_it_stays_in_memory(Memory memory, int endedBetween)
    {
        var visits = new Visits();
        var setup = new Setup(
            registry => registry.AddOrchestrator<Waiter>(),
            options => options with { WarmInstances = memory == Memory.Kept ? 1000 : 0 });
        setup.Services.AddSingleton(visits).AddScoped<Visit>();
        await using var engine = await TestEngine.StartAsync(setup);
        var id = await engine.BeginAsync(nameof(Waiter));
        for (var i = 0; i < 2; i++)
        {
            await engine.SettleAsync();
            await engine.RaiseAsync(id, "Go");
        }

        await engine.SettleAsync();
        Assert.Equal(endedBetween, visits.Ended);
        await engine.RaiseAsync(id, "Go");
        await engine.EndOfAsync(id);
        await engine.SettleAsync();

        Assert.Equal(visits.Begun, visits.Ended);
    }

    [Fact]
    public async Task What_is_in_memory_when_the_engine_ends_ends_too()
    {
        var visits = new Visits();
        var setup = new Setup(registry => registry.AddOrchestrator<Waiter>());
        setup.Services.AddSingleton(visits).AddScoped<Visit>();
        await using var engine = await TestEngine.StartAsync(setup);
        await engine.BeginAsync(nameof(Waiter));
        await engine.SettleAsync();
        Assert.Equal((1, 0), (visits.Begun, visits.Ended));

        await engine.Runtime.DisposeAsync();

        Assert.Equal((1, 1), (visits.Begun, visits.Ended));
    }

    [Fact]
    public async Task The_operations_of_a_batch_share_a_scope_that_ends_with_them()
    {
        var visits = new Visits();
        var setup = new Setup(registry => registry.AddEntity<Guest>());
        setup.Services.AddSingleton(visits).AddScoped<Visit>();
        await using var engine = await TestEngine.StartAsync(setup);

        await engine.Client.Entities.SignalEntityAsync(new EntityInstanceId(nameof(Guest), "g"), "Come", cancellation: TestContext.Current.CancellationToken);
        await engine.SettleAsync();

        Assert.Equal((1, 1), (visits.Begun, visits.Ended));
    }

    [Fact]
    public async Task A_service_that_fails_to_end_repeats_nothing_of_what_was_done()
    {
        var setup = new Setup(
            registry => registry.AddEntity<Tally>().AddOrchestrator<Signaller>(), options => options with { WarmInstances = 0 });
        setup.Services.AddScoped<Stubborn>();
        await using var engine = await TestEngine.StartAsync(setup);
        var id = await engine.BeginAsync(nameof(Signaller));
        for (var i = 0; i < 3; i++)
        {
            await engine.RaiseAsync(id, "Go");
            await engine.SettleAsync();
        }

        await engine.EndOfAsync(id);
        await engine.SettleAsync();

        Assert.Equal(3, (await engine.Client.Entities.GetEntityAsync<int>(Tally.Id, TestContext.Current.CancellationToken))!.State);
        Assert.Contains("A service could not be disposed of.", engine.Logs.From(LogLevel.Error));
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("not now");
    }

    private sealed class Visits
    {
        public int Begun;
        public int Ended;
    }

    private sealed class Visit : IDisposable
    {
        private readonly Visits visits;

        public Visit(Visits visits)
        {
            this.visits = visits;
            Interlocked.Increment(ref visits.Begun);
        }

        public void Dispose() => Interlocked.Increment(ref visits.Ended);
    }

#pragma warning disable CS9113 // That they are handed a visit is all.
    private sealed class Waiter(Visit visit) : TaskOrchestrator<object?, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
        {
            for (var i = 0; i < 3; i++)
            {
                await context.WaitForExternalEvent<string>("Go");
            }

            return "done";
        }
    }

    private sealed class Signaller(Stubborn stubborn) : TaskOrchestrator<object?, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
        {
            for (var i = 0; i < 3; i++)
            {
                await context.WaitForExternalEvent<string>("Go");
                await context.Entities.SignalEntityAsync(Tally.Id, "Count");
            }

            return "done";
        }
    }

    private sealed class Tally(Stubborn stubborn) : TaskEntity<int>
    {
        public static readonly EntityInstanceId Id = new(nameof(Tally), "t");

        public void Count() => State++;
    }

    private sealed class Guest(Visit visit) : TaskEntity<int>
    {
        public void Come() => State++;
    }
#pragma warning restore CS9113
}
