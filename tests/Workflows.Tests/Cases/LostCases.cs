using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;
using Rule = System.Func<Tasdir.Domain.Cases.CaseFile, Tasdir.Domain.Cases.Circumstances, Tasdir.Domain.Cases.Outcome>;

namespace Tasdir.Workflows.Tests.Cases;

/// <summary>
/// Lives one case for every place, all at the same time: each comes to its place, loses every orchestration there, is swept,
/// and is led on to its end.
/// </summary>
public sealed class LostCases(EmulatedStorage storage) : IAsyncLifetime
{
    private static readonly TimeSpan s_swept = TimeSpan.FromMinutes(4);
    private readonly Dictionary<string, Task> _lives = [];
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal Dictionary<string, Dossier> Dossiers { get; } = [];

    /// <summary>What a case has come through; fails as it failed.</summary>
    internal Task LifeOf(string place) => _lives[place];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(storage);
        await Task.WhenAll(LostPlaces.Empty.Select(region => _app.LeaveInEnvelopeAsync(region, left: 0m)));
        await ForEachAsync(BeginAsync);
        await ForEachAsync(LoseAsync);
        await _app.LetPassAsync(s_swept);

        await Task.WhenAll(LostPlaces.Empty.Select(_app.GiveBackToEnvelopeAsync));
        await _app.LetPassAsync(TimeSpan.FromDays(1));
        await ForEachAsync((name, place) => Dossiers[name].ReachAsync(place.End));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task BeginAsync(string name, LostPlace place)
    {
        Dossiers[name] = await Dossier.SubmitAsync(_app, place.Region, place.Scheme == "craft-export" ? 75_000m : 180_000m, place.Scheme);
        await place.Lives(Dossiers[name]);
    }

    private async Task LoseAsync(string name, LostPlace place)
    {
        Dossier dossier = Dossiers[name];
        await dossier.LoseAsync();
        CaseFile before = await dossier.FileAsync();
        await _app.Services.GetRequiredService<PendingCases>().NoteAsync(
            new Nudge(dossier.Reference, RequestKey.AwaitedBy(before), before.Sequence - 1), Cancellation);
        foreach (Rule rule in place.Written)
        {
            await dossier.WriteUnheardAsync(Actor.Procedure, rule);
        }
    }

    // What fails for one place is told by its own test, and leaves the others alone.
    private async Task ForEachAsync(Func<string, LostPlace, Task> step)
    {
        foreach ((string name, LostPlace place) in LostPlaces.All)
        {
            Task before = _lives.GetValueOrDefault(name, Task.CompletedTask);
            _lives[name] = AfterAsync(before, () => step(name, place));
        }

        await Task.WhenAll(_lives.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AfterAsync(Task before, Func<Task> step)
    {
        await before;
        await step();
    }
}
