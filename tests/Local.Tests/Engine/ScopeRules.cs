using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Services of a scope end with the work item that they were made for.</summary>
public sealed class ScopeRules
{
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
        var setup = new Setup(registry => registry.AddEntity<Tally>());
        setup.Services.AddScoped<Stubborn>();
        await using var engine = await TestEngine.StartAsync(setup);
        for (var i = 0; i < 3; i++)
        {
            await engine.Client.Entities.SignalEntityAsync(Tally.Id, "Count", cancellation: TestContext.Current.CancellationToken);
            await engine.SettleAsync();
        }

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
