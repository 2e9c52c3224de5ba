using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.Local.Engine;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Recorded;

/// <summary>
/// What ran under a released version must replay on today's code: a change to an orchestration that older instances would
/// not survive fails here. Each <c>*.jsonl</c> beside this file is named after the version whose histories it holds; a new
/// version adds one, which the last test makes, and none is ever changed.
/// </summary>
public sealed class RecordedHistoryTests(EmulatedStorage storage)
{
    // What is replayed at each step: a wait of months must not make it long.
    private const int LongestHistory = 200;
    private static readonly string Recordings = Path.Combine(AppContext.BaseDirectory, "Recorded");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => [.. Directory.GetFiles(Recordings, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_recorded_history_replays_on_the_code_of_today_and_asks_for_what_it_did(string version)
    {
        await using TestApp app = await TestApp.StartAsync(await storage.StartAsync());

        await ReplayAsync(app, [.. Recording.In(Path.Combine(Recordings, $"{version}.jsonl"))]);
    }

    [Fact]
    public async Task A_history_in_which_something_else_was_asked_for_does_not_replay()
    {
        await using TestApp app = await TestApp.StartAsync(await storage.StartAsync());
        Recording recorded = Recording.In(Directory.GetFiles(Recordings, "*.jsonl")[0])
            .First(recording => recording.Request.PastEvents.Any(line => line.TaskScheduled is not null));
        recorded.Request.PastEvents.First(line => line.TaskScheduled is not null).TaskScheduled.Name = "SomethingElse";

        OrchestratorResponse response = await app.Services.GetRequiredService<IWorkItemExecutor>().RunOrchestratorAsync(recorded.Request, Cancellation);

        Assert.Contains("NonDeterministic", response.Actions[^1].CompleteOrchestration.FailureDetails.ErrorType, StringComparison.Ordinal);
    }

    /// <summary>The next recording: TASDIR_RECORD names the file that it is left in.</summary>
    [Fact]
    public async Task What_is_recorded_today_can_be_replayed()
    {
        Recorder recorder = new();
        await using TestApp app = await RunningApp.StartAsync(storage, recorder.Attach);
        await LiveAsync(app);
        await app.SettleAsync();

        await ReplayAsync(app, recorder.Recordings);
        if (Environment.GetEnvironmentVariable("TASDIR_RECORD") is { } target)
        {
            await File.WriteAllLinesAsync(target, recorder.Recordings.Select(recording => recording.ToJson()), Cancellation);
        }
    }

    private static async Task ReplayAsync(TestApp app, IReadOnlyList<Recording> recordings)
    {
        Assert.NotEmpty(recordings);
        IWorkItemExecutor worker = app.Services.GetRequiredService<IWorkItemExecutor>();
        foreach (Recording recorded in recordings)
        {
            OrchestratorResponse today = await worker.RunOrchestratorAsync(recorded.Request, Cancellation);

            Assert.Equal(Recording.Asked(recorded.Response), Recording.Asked(today));
            Assert.InRange(recorded.Request.PastEvents.Count + recorded.Request.NewEvents.Count, 1, LongestHistory);
        }
    }

    private static async Task LiveAsync(TestApp app)
    {
        await using StringWriter output = new();
        await new Story(app.Http, output).LiveAsync(TestContext.Current.CancellationToken);

        await app.LeaveInEnvelopeAsync("11", left: 0m);
        Dossier everyDetour = await Dossier.SubmitAsync(app, region: "11");
        await everyDetour.ReachAsync(CaseState.ComplementRequested);
        await everyDetour.ReachAsync(CaseState.Deferred);
        await everyDetour.ReachAsync(CaseState.NationalCommittee);
        await everyDetour.ReachAsync(CaseState.WaitingList);
        await app.LetPassAsync(TimeSpan.FromDays(2));
        await app.GiveBackToEnvelopeAsync("11");
        await app.LetPassAsync(TimeSpan.FromDays(1));
        await everyDetour.ReachAsync(CaseState.PaymentPrepared);
        await everyDetour.RefuseProofAsync("Facture non acquittée.");
        await everyDetour.ReachAsync(CaseState.PaymentReturned);
        await everyDetour.ReachAsync(CaseState.Closed);

        Dossier rejected = await Dossier.SubmitAsync(app, region: "02");
        await rejected.ReachAsync(CaseState.Rejected);
        Dossier withdrawn = await Dossier.SubmitAsync(app, region: "05");
        await withdrawn.ReachAsync(CaseState.ConventionToSign);
        await withdrawn.WithdrawAsync();
        Dossier unfinished = await Dossier.SubmitAsync(app, region: "03");
        await unfinished.ReachAsync(CaseState.ComplementRequested);
    }
}
