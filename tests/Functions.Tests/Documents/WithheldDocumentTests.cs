using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;
using Tasdir.TestKit.Files;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>Nobody opens what was not looked at or cannot be used, but who sent it; and malware is given to nobody.</summary>
public sealed class WithheldDocumentTests(SharedApp shared, Clamd clamd) : IClassFixture<Clamd>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_scanner_is_away_only_who_sent_a_document_gets_it_and_an_officer_waits_with_the_verdict()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync(), settings: ["--Scanner:Kind", "clamd", "--Scanner:Clamd", "tcp://127.0.0.1:1"]);
        Journey journey = await SubmittedAsync(app, SampleContent.EmptyPdf);
        // The applicant is told of all the other checks but one: where else the content was used.
        JsonNode file = await journey.UntilAsync(
            file => file["documents"]!.AsArray().All(document => document!["checks"]!.AsArray().Count == 3), "the other checks");

        string bad = PathOf(journey, file, 0), waiting = PathOf(journey, file, 1);
        Assert.All(file["documents"]!.AsArray(), document => Assert.False((bool)document!["checked"]!));
        await journey.Official("officer").GetAsync(waiting, Cancellation).RefusesAsync(HttpStatusCode.Conflict, "document_not_checked");
        await journey.Official("officer").SayAsync(waiting + "/verdict", journey.Acceptance()).RefusesAsync(HttpStatusCode.Conflict, "document_not_checked");
        await journey.Official("officer").GetAsync(bad, Cancellation).RefusesAsync(HttpStatusCode.Conflict, "document_unusable");
        foreach (string path in (string[])[bad, waiting])
        {
            Assert.Equal(HttpStatusCode.OK, (await journey.Applicant.GetAsync(path, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task A_file_with_malware_in_it_is_given_to_nobody_and_a_clean_one_says_that_it_was_scanned()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.NotThere);
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync(), settings: ["--Scanner:Kind", "clamd", "--Scanner:Clamd", await clamd.StartAsync()]);
        Journey journey = await SubmittedAsync(app, SampleContent.EicarPdf);

        JsonArray documents = (await journey.UntilCheckedAsync())["documents"]!.AsArray();

        Assert.Equal(("failed", "infected", false), (documents[0]!.Told(AutomaticCheck.Malware).Outcome, documents[0]!.Told(AutomaticCheck.Malware).Codes, (bool)documents[0]!["usable"]!));
        Assert.Equal("Eicar-Test-Signature.UNOFFICIAL", documents[0]!.ValueOf("infected"));
        Assert.All(documents.Skip(1), document => Assert.Equal(("passed", ""), document!.Told(AutomaticCheck.Malware)));
        foreach (HttpClient reader in (HttpClient[])[journey.Official("officer"), journey.Applicant])
        {
            await reader.GetAsync(PathOf(journey, documents.Root, 0), Cancellation).RefusesAsync(HttpStatusCode.Conflict, "document_unusable");
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(PathOf(journey, documents.Root, 1), Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task In_production_the_app_does_not_start_without_a_scanner_and_says_so_in_one_sentence()
    {
        string connection = (await shared.StorageAsync()).ConnectionString;
        string state = Directory.CreateTempSubdirectory("tasdir-production-").FullName;
        ProcessStartInfo start = new(
            "dotnet", [.. HostedApp.Program, "--port", "0", "--data", state, "--Storage", connection, "--AzureWebJobsStorage", connection])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production" },
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync(Cancellation), complaint = process.StandardError.ReadToEndAsync(Cancellation);

        await process.WaitForExitAsync(Cancellation);

        Directory.Delete(state, recursive: true);
        Assert.DoesNotContain("runs at", await said, StringComparison.Ordinal);
        Assert.Equal(
            (1, "A setting cannot be used: Nothing scans documents for malware: in production the setting Scanner__Kind is clamd or defender."),
            (process.ExitCode, (await complaint).TrimEnd()));
    }

    // A complete file with one more document, which comes first.
    private static async Task<Journey> SubmittedAsync(TestApp app, SampleFile first)
    {
        Journey journey = await Journey.ToAsync(app, CaseState.Draft);
        await journey.BringAsync(first);
        foreach (string kind in (string[])["statutes", "register-extract", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"])
        {
            await journey.BringAsync(kind);
        }

        await journey.SayAsync(journey.Applicant, "submission");
        await journey.UntilAsync(CaseState.DocumentCheck);
        return journey;
    }

    private static string PathOf(Journey journey, JsonNode file, int index) => $"{journey.Path}/documents/{file["documents"]![index]!["id"]}";
}
