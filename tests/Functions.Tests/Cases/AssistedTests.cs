using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>An agent files for somebody who cannot, with that person's consent; whatever the agents do is theirs by name in the log.</summary>
public sealed class AssistedTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Begin = "/api/assisted-applications";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Agent => App.SignedIn("agent-10");

    private HttpClient Colleague => App.SignedIn(new Local.SignIn.Person("agent-10-b", "Colleague", ["agent"], "10", "fr", "Made up"));

    [Fact]
    public async Task An_agent_begins_and_a_colleague_of_the_region_goes_on_to_the_submission()
    {
        string path = await BegunAsync(Agent);
        using HttpResponseMessage read = await Colleague.GetAsync(path, Cancellation);
        JsonObject form = (JsonObject)(await read.JsonAsync())["form"]!.DeepClone();
        form["planTitle"] = "Un autre plan";
        await Colleague.TellAsync(HttpMethod.Put, path, JsonContent.Create(form), ("If-Match", read.Headers.ETag!.Tag)).DoneAsync();
        await SubmitAsync(Colleague, path);

        JsonNode seen = await World.UntilAsync("the check", async () =>
            await App.SignedIn("officer-10").GetAsync(path, Cancellation).DoneAsync() is var file && (string?)file["state"] == "documentCheck" ? file : null, Cancellation);
        JsonArray timeline = (await Agent.GetAsync(path + "/timeline", Cancellation).DoneAsync())["items"]!.AsArray();

        Assert.Equal("Un autre plan", (string?)seen["form"]!["planTitle"]);
        Assert.Equal(
            ("Fatma Aït Bella", "inPerson", "Expliqué en tachelhit."),
            ((string?)seen["consent"]!["givenBy"], (string?)seen["consent"]!["means"], (string?)seen["consent"]!["note"]));
        Assert.All(
            (string[])["draftCreated", "draftEdited", "documentReceived", "applicationSubmitted"],
            type => Assert.All(Of(timeline, type), item => Assert.Equal("agent", (string?)item["by"])));
        Assert.DoesNotContain(timeline, item => (string?)item!["by"] == "applicant");

        static List<JsonNode> Of(JsonArray timeline, string type)
        {
            List<JsonNode> items = [.. timeline.OfType<JsonNode>().Where(item => (string?)item["type"] == type)];
            Assert.NotEmpty(items);
            return items;
        }
    }

    [Fact]
    public async Task It_is_the_affair_of_the_region_s_agents_and_stands_in_their_list_and_no_other()
    {
        string path = await BegunAsync(Agent);
        string reference = path.Split('/')[^1];
        HttpClient applicant = App.SignedIn("applicant-1"), elsewhere = App.SignedIn("agent-01");

        foreach (HttpClient nobody in (HttpClient[])[applicant, elsewhere, App.SignedIn("officer-10")])
        {
            await nobody.GetAsync(path, Cancellation).RefusesAsync(HttpStatusCode.NotFound, "not_found");
            await nobody.SayAsync(path + "/withdrawal").RefusesAsync(HttpStatusCode.NotFound, "not_found");
            await nobody.BringAsync(reference, "statutes", "%PDF-1.7"u8.ToArray().AsFile(), ApiRequests.NewKey()).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        }

        // The list follows the case a moment later.
        await World.UntilAsync("the draft in the list", async () => await ListsAsync(Agent) ? reference : null, Cancellation);
        Assert.True(await ListsAsync(Colleague));
        Assert.False(await ListsAsync(applicant) || await ListsAsync(elsewhere));

        async Task<bool> ListsAsync(HttpClient who)
        {
            for (string? cursor = ""; cursor is not null;)
            {
                JsonNode page = await who.GetAsync("/api/applications" + (cursor.Length > 0 ? "?cursor=" + Uri.EscapeDataString(cursor) : ""), Cancellation).DoneAsync();
                if (page["items"]!.AsArray().Any(line => (string?)line!["reference"] == reference))
                {
                    return true;
                }

                cursor = (string?)page["next"];
            }

            return false;
        }
    }

    [Fact]
    public async Task An_agent_acts_in_no_case_that_an_applicant_files_alone()
    {
        Journey draft = await StandingAsync(Domain.Cases.CaseState.Draft);

        await draft.AddsNothingAsync(() => draft.Official("agent").SayAsync(draft.Path + "/withdrawal").RefusesAsync(HttpStatusCode.NotFound, "not_found"));
        await draft.Applicant.SayAsync(Begin, Body(), ApiRequests.NewKey()).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
    }

    [Fact]
    public async Task A_consent_that_cannot_be_and_another_region_are_refused_with_the_field()
    {
        await Begins(body => body["consent"]!["givenOn"] = Day(1)).RefusesAsync(HttpStatusCode.UnprocessableEntity, "consent_date", "consent.givenOn");
        await Begins(body => body["consent"]!["givenBy"] = " \t").RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "consent.givenBy");
        await Begins(body => body["consent"]!["note"] = new string('x', 2001)).RefusesAsync(HttpStatusCode.UnprocessableEntity, "text_too_long", "consent.note");
        await Begins(body => body["form"]!["region"] = "01").RefusesAsync(HttpStatusCode.UnprocessableEntity, "region_of_agent", "form.region");
        await Begins(body => body["consent"]!["means"] = "byPigeon").RefusesAsync(HttpStatusCode.BadRequest, "json_field", "consent.means");
        await Begins(body => body.Remove("consent")).RefusesAsync(HttpStatusCode.BadRequest, "json_field", "consent");

        Task<HttpResponseMessage> Begins(Action<JsonObject> change)
        {
            JsonObject body = Body();
            change(body);
            return Agent.SayAsync(Begin, body, ApiRequests.NewKey());
        }
    }

    [Fact]
    public async Task Whoever_filed_it_does_not_judge_it_though_an_officer_too()
    {
        HttpClient both = App.SignedIn(new Local.SignIn.Person("both-10", "Both", ["agent", "officer"], "10", "fr", "Made up"));
        string path = await BegunAsync(both);
        await SubmitAsync(both, path);
        JsonNode file = await World.UntilAsync("the checks", async () =>
            await both.GetAsync(path, Cancellation).DoneAsync() is var read && (string?)read["state"] == "documentCheck"
                && read["documents"]!.AsArray().All(document => (bool)document!["checked"]!) ? read : null, Cancellation);
        string verdict = $"{path}/documents/{file["documents"]![0]!["id"]}/verdict";

        await both.SayAsync(verdict, new { accepted = true }).RefusesAsync(HttpStatusCode.Conflict, "same_person");
        await both.SayAsync(path + "/supplied-documents", new { kind = "tax-attestation", issuedOn = Day(0) }).RefusesAsync(HttpStatusCode.Conflict, "same_person");
        JsonNode judged = await App.SignedIn("officer-10").SayAsync(verdict, new { accepted = true }).DoneAsync();

        Assert.Equal("accepted", (string?)judged["documents"]![0]!["verdict"]);
    }

    private async Task<string> BegunAsync(HttpClient agent) => $"/api/applications/{(await agent.SayAsync(Begin, Body(), ApiRequests.NewKey()).DoneAsync())["reference"]}";

    private static async Task SubmitAsync(HttpClient agent, string path)
    {
        string reference = path.Split('/')[^1];
        foreach (string kind in (string[])["statutes", "register-extract", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"])
        {
            byte[] page = PdfFile.Write(kind, "Tasdir", [PdfFile.Text($"{kind} {reference}", PdfFile.Regular, 12, 60, 700)]);
            await agent.BringAsync(reference, kind, page.AsFile(), ApiRequests.NewKey()).DoneAsync();
        }

        await agent.SayAsync(path + "/submission").DoneAsync();
    }

    private JsonObject Body()
    {
        JsonObject form = Journey.Form();
        form["ice"] = SampleFiles.NewIce();
        return new JsonObject
        {
            ["form"] = form,
            ["consent"] = new JsonObject { ["givenBy"] = " Fatma Aït Bella ", ["givenOn"] = Day(0), ["means"] = "inPerson", ["note"] = "Expliqué en tachelhit." },
        };
    }

    private string Day(int fromToday) => WorkingCalendar.Default.DateOf(App.Services.GetRequiredService<TimeProvider>().GetUtcNow())
        .AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
