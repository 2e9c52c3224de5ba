using Microsoft.Data.Sqlite;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Recorded;

/// <summary>
/// What ran under a released version must replay on today's code: a change to an orchestration that older instances would
/// not survive fails here. Each <c>*.db</c> beside this file is named after the version whose histories it holds; a new
/// version adds one, which the second test makes, and none is ever changed.
/// </summary>
public sealed class RecordedHistoryTests(EmulatedStorage storage)
{
    private const string EndedAs = """
        SELECT name || ' ' || instance_id || ' ' || status || ' ' || coalesce(output, '-') || ' ' || coalesce(failure, '-')
        FROM instances ORDER BY instance_id
        """;

    private static readonly string Recordings = Path.Combine(AppContext.BaseDirectory, "Recorded");

    public static TheoryData<string> Versions => [.. Directory.GetFiles(Recordings, "*.db").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_recorded_history_replays_on_the_code_of_today_and_ends_as_it_did(string version) =>
        await ReplayAsync(Path.Combine(Recordings, $"{version}.db"));

    /// <summary>The next recording: TASDIR_RECORD names the file that it is left in.</summary>
    [Fact]
    public async Task What_is_recorded_today_can_be_replayed()
    {
        string recording = Path.Combine(Directory.CreateTempSubdirectory("tasdir-recording-").FullName, "history.db");
        await using (TestApp app = await RunningApp.StartAsync(storage))
        {
            await LiveAsync(app);
            await app.SettleAsync();
            Execute(Path.Combine(app.Folder, "history.db"), $"VACUUM INTO '{recording}'");
        }

        // Histories alone: what waited for something else than the next release is not recorded.
        Execute(recording, """
            DELETE FROM instances WHERE key NOT IN (SELECT key FROM history);
            DELETE FROM messages; DELETE FROM activities; DELETE FROM entities; VACUUM;
            """);
        await ReplayAsync(recording);
        if (Environment.GetEnvironmentVariable("TASDIR_RECORD") is { } target)
        {
            File.Copy(recording, target);
        }

        Directory.Delete(Path.GetDirectoryName(recording)!, recursive: true);
    }

    private async Task ReplayAsync(string recording)
    {
        string folder = Directory.CreateTempSubdirectory("tasdir-recorded-").FullName;
        string history = Path.Combine(folder, "history.db");
        File.Copy(recording, history);
        string[] recorded = Execute(history, EndedAs);
        Assert.NotEmpty(recorded);
        // As if each were about to take one step more: all of its history is replayed for that, its end is found again, and
        // an event that nobody waits for changes nothing.
        Execute(history, """
            INSERT INTO messages (id, instance_id, body)
                SELECT 1000000 + key, instance_id, '{"kind":"event","name":"Recorded","payload":"null"}' FROM instances;
            UPDATE instances SET status = 0, output = NULL, failure = NULL;
            """);
        await using (TestApp app = await TestApp.StartAsync(
            await storage.StartAsync(), configure: null, "--data", folder, "--AzureWebJobs.SendDigests.Disabled", "true",
            "--AzureWebJobs.ReviewDueDates.Disabled", "true", "--AzureWebJobs.ReviewRetention.Disabled", "true", "--AzureWebJobs.ReviewRenewals.Disabled", "true"))
        {
            await app.SettleAsync();
            Assert.Equal(recorded, Execute(history, EndedAs));
        }

        Directory.Delete(folder, recursive: true);
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

    private static string[] Execute(string path, string sql)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }
}
