using SkiaSharp;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.TestKit.Files;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>A case on an officer's desk as it is in life: real files, and what the automatic checks found in them.</summary>
internal static class CheckedCase
{
    /// <summary>The kind that is brought as a photograph.</summary>
    public const string Photographed = "signatory-id";

    /// <summary>The kind of which another enterprise's is brought.</summary>
    public const string Doubtful = "rib-certificate";

    /// <summary>Files a case with every document, and waits until the checks have reported on each.</summary>
    public static async Task<Journey> FileAsync(TestApp app, string region = "10")
    {
        Journey journey = await Journey.ToAsync(app, CaseState.Draft, region);
        foreach (Local.Demo.SampleFile file in SampleFiles.Application.Where(file => file.Kind != "commitment-letter"))
        {
            Local.Demo.SampleFile brought = file.Kind == Doubtful ? SampleFiles.FaultyRibCertificate : file;
            HttpContent content = file.Kind == Photographed
                ? Pictures.Draw(1200, 800, SKEncodedImageFormat.Jpeg).AsFile("attachment; filename=\"cnie.jpg\"", "image/jpeg")
                : brought.Content.AsFile($"attachment; filename=\"{brought.FileName}\"");
            await journey.Applicant.BringAsync(journey.Reference, file.Kind, content, ApiRequests.NewKey()).DoneAsync();
        }

        await journey.SayAsync(journey.Applicant, "submission");
        await journey.UntilAsync(CaseState.DocumentCheck);
        await World.UntilAsync(
            $"reports on every document of {journey.Reference}",
            async () => await journey.FileAsync() is var file && file.Documents.TrueForAll(document => document.IsScreened) ? file : null,
            TestContext.Current.CancellationToken);
        return journey;
    }
}
