using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Local.Clock;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>
/// Papers that lapse before a payment are asked for again by the daily review, each of who has it. The payment goes on meanwhile
/// and waits for them at the visa only.
/// </summary>
public sealed class RenewalTests(SharedApp shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tranche_whose_papers_lapse_gets_its_visa_once_they_are_renewed()
    {
        await using TestApp app = await TestApp.StartAsync(await shared.StorageAsync());
        Journey journey = await AcceptedAsync(app);
        await journey.ReachAsync(CaseState.PaymentOrdered);
        Assert.Empty((await journey.ReadAsync())["renewals"]!.AsArray());

        MovableClock clock = (MovableClock)app.Services.GetRequiredService<TimeProvider>();
        clock.MoveTo(clock.GetUtcNow().AddDays(34));
        await app.World.LetPassAsync(1, Cancellation);

        // Both are told of, and nothing was held up.
        JsonNode file = await ReadAsync(app, journey);
        Assert.Equal("paymentOrdered", (string?)file["state"]);
        Assert.Equal(
            [("rib-certificate", "payment", 1, false), ("tax-attestation", "payment", 1, true)],
            file["renewals"]!.AsArray().Select(one => ((string?)one!["kind"], (string?)one["for"], (int)one["tranche"]!, (bool)one["ofAdministration"]!)).Order());
        ArrivedMail toApplicant = await MailAsync(app, journey, "documents à renouveler"), toOffice = await MailAsync(app, journey, "documents d’autres administrations à renouveler");
        Assert.Equal("tighmert@cooperative.example", toApplicant.To);
        Assert.Contains("Attestation de RIB", toApplicant.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("régularité fiscale", toApplicant.Text, StringComparison.Ordinal);
        Assert.NotEqual(toApplicant.To, toOffice.To);
        Assert.Contains("Attestation de régularité fiscale", toOffice.Text, StringComparison.Ordinal);

        JsonNode refused = await VisaAsync(journey).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_expired", "documents");
        Assert.Equal(2, refused["errors"]!.AsArray().Count);

        // An officer has the one from its administration, the applicant brings the other.
        await journey.SayAsync(journey.Official("officer"), "supplied-documents", new { kind = "tax-attestation", issuedOn = Day(app, 0) });
        await BringAsync(app, journey, "rib-certificate");
        JsonNode still = await VisaAsync(journey).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_expired", "documents");
        Assert.Contains("Attestation de RIB", (string)Assert.Single(still["errors"]!.AsArray())!["detail"]!, StringComparison.Ordinal);
        JsonNode renewed = await World.UntilAsync("the checks", async () =>
            (await ReadAsync(app, journey))["documents"]!.AsArray()[^1] is { } last && (bool)last["checked"]! ? last : null, Cancellation);
        Assert.NotEqual(toApplicant.To, (await MailAsync(app, journey, "document renouvelé à vérifier")).To);
        await journey.SayAsync(journey.Official("officer"), $"documents/{renewed["id"]}/verdict", new { accepted = true, issuedOn = Day(app, -1) });

        JsonNode visaed = await VisaAsync(journey).DoneAsync();

        Assert.Equal("paymentVisaed", (string?)visaed["state"]);
        Assert.Empty(visaed["renewals"]!.AsArray());
    }

    // Accepted long enough after their issue that they lapse within a month: 90 days for taxes at a payment, six months for an account.
    private static async Task<Journey> AcceptedAsync(TestApp app)
    {
        Journey journey = await Journey.ToAsync(app, CaseState.DocumentCheck);
        foreach (JsonNode document in (await journey.ReadAsync())["documents"]!.AsArray().OfType<JsonNode>())
        {
            string? issued = (string?)document["kind"] switch { "tax-attestation" => Day(app, -65), "rib-certificate" => Day(app, -155), _ => null };
            if (issued is not null)
            {
                await journey.SayAsync(journey.Official("officer"), $"documents/{document["id"]}/verdict", new { accepted = true, issuedOn = issued });
            }
        }

        return journey;
    }

    // Days have passed, and the sign-in of before with them.
    private static Task<JsonNode> ReadAsync(TestApp app, Journey journey) => app.SignedIn(journey.ApplicantId).GetAsync(journey.Path, Cancellation).DoneAsync();

    private static Task<JsonNode> BringAsync(TestApp app, Journey journey, string kind) => app.SignedIn(journey.ApplicantId).BringAsync(
        journey.Reference, kind, PdfFile.Write(kind, "Tasdir", [PdfFile.Text(kind, PdfFile.Regular, 12, 60, 700)]).AsFile(), ApiRequests.NewKey()).DoneAsync();

    private static Task<HttpResponseMessage> VisaAsync(Journey journey) => journey.Official("accountant").SayAsync($"{journey.Path}/tranches/1/visa");

    private static Task<ArrivedMail> MailAsync(TestApp app, Journey journey, string subject) => World.UntilAsync($"the letter {subject}", async () =>
        (await app.World.MailAsync(journey.Reference, Cancellation)).SingleOrDefault(mail => mail.Subject.EndsWith(subject, StringComparison.Ordinal)), Cancellation);

    private static string Day(TestApp app, int fromToday) => WorkingCalendar.Default.DateOf(app.Services.GetRequiredService<TimeProvider>().GetUtcNow())
        .AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
