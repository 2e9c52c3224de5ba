using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Demo;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.TestKit.Files;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>A case on an officer's desk as it is in life: real files, and what the automatic checks found in them.</summary>
internal static class CheckedCase
{
    /// <summary>The kind that is brought as a photograph.</summary>
    public const string Photographed = "signatory-id";

    /// <summary>The kind in which another enterprise's account stands.</summary>
    public const string Doubtful = "rib-certificate";

    /// <summary>Files a case with every document and reports of the checks.</summary>
    public static async Task<Journey> FileAsync(TestApp app, string region = "10")
    {
        Journey journey = await Journey.ToAsync(app, CaseState.Draft, region);
        foreach (Functions.Demo.SampleFile file in SampleFiles.Application.Where(file => file.Kind != "commitment-letter"))
        {
            HttpContent content = file.Kind == Photographed
                ? Pictures.Draw(1200, 800, SKEncodedImageFormat.Jpeg).AsFile("attachment; filename=\"cnie.jpg\"", "image/jpeg")
                : file.Content.AsFile($"attachment; filename=\"{file.FileName}\"");
            await journey.Applicant.BringAsync(journey.Reference, file.Kind, content, ApiRequests.NewKey()).DoneAsync();
        }

        await journey.SayAsync(journey.Applicant, "submission");
        await journey.UntilAsync(CaseState.DocumentCheck);
        await ReportAsync(app, journey);
        return journey;
    }

    /// <summary>Records what the checks say of every document.</summary>
    private static async Task ReportAsync(TestApp app, Journey journey)
    {
        foreach (CaseDocument document in (await journey.FileAsync()).Documents)
        {
            await app.Services.GetRequiredService<CaseChanges>().ChangeAsync(
                journey.Reference,
                new Operation("found/" + document.Id, Actor.Procedure),
                file => Outcome.Record(new DocumentChecked(document.Id, [.. Missing(file.Documents.Find(now => now.Id == document.Id)!), Of(document)])),
                TestContext.Current.CancellationToken);
        }
    }

    // Checks that have not reported by themselves.
    private static IEnumerable<CheckReport> Missing(CaseDocument document) =>
        from check in Enum.GetValues<AutomaticCheck>()
        where check != AutomaticCheck.Content && !document.Reports.Exists(report => report.Check == check)
        select check switch
        {
            AutomaticCheck.Structure => CheckReport.Of(check, new Finding(FindingCode.Pages, "1")),
            AutomaticCheck.Malware => CheckReport.Of(check, new Finding(FindingCode.NotScanned)),
            _ => CheckReport.Of(check),
        };

    private static CheckReport Of(CaseDocument document) => CheckReport.Of(
        AutomaticCheck.Content,
        document.Kind switch
        {
            Photographed => [new Finding(FindingCode.NoText)],
            Doubtful => [new Finding(FindingCode.NameFound), new Finding(FindingCode.OtherRib, "0037"), Issued(document)],
            _ => [new Finding(FindingCode.IceFound), new Finding(FindingCode.NameFound), Issued(document)],
        });

    private static Finding Issued(CaseDocument document) => new(
        FindingCode.IssuedOn, document.ReceivedAt.AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
