using System.Net;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Documents;

/// <summary>The one complement asks for everything at once, item by item, and is answered item by item.</summary>
public sealed class ComplementTests(SharedApp shared) : SharedAppTests(shared)
{
    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task One_letter_in_the_applicant_s_language_asks_for_every_item_with_its_note(string language)
    {
        Journey journey = await JudgedAsync(language);

        JsonNode asked = await AskAsync(journey, new { kind = "quotes", note = "Trois devis signés." }, new { kind = "rib-certificate", note = "Avec le cachet." }).DoneAsync();

        Assert.Equal(
            [("rib-certificate", "Avec le cachet."), ("quotes", "Trois devis signés.")],
            asked["complement"]!["items"]!.AsArray().Select(item => ((string?)item!["kind"], (string?)item["note"])));
        string name = Programmes.All[^1].Document("quotes").Name.In(language);
        ArrivedMail letter = (await World.UntilAsync("the letter", async () => await LettersAsync() is [_, ..] arrived ? arrived : null, TestContext.Current.CancellationToken))[0];
        Assert.Equal("tighmert@cooperative.example", letter.To);
        foreach (string text in (string[])[name, "Trois devis signés.", Programmes.All[^1].Document("rib-certificate").Name.In(language), "Illisible.", "Avec le cachet."])
        {
            Assert.Contains(text, letter.Text, StringComparison.Ordinal);
        }

        await App.SettleAsync();
        Assert.Single(await LettersAsync());

        async Task<List<ArrivedMail>> LettersAsync() =>
            [.. (await App.World.MailAsync(journey.Reference, TestContext.Current.CancellationToken)).Where(mail => mail.Text.Contains("Avec le cachet.", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task What_the_file_does_not_need_or_has_already_is_not_asked_for()
    {
        Journey journey = await JudgedAsync("fr");

        await journey.AddsNothingAsync(async () =>
        {
            await AskAsync(journey, new { kind = "quotes" }, new { kind = "expense-proof" }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_asked", "items[1].kind");
            await AskAsync(journey, new { kind = "statutes" }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_not_asked", "items[0].kind");
            await AskAsync(journey, new { kind = "quotes", note = new string('x', 2001) }).RefusesAsync(HttpStatusCode.UnprocessableEntity, "text_too_long", "items[0].note");
        });
    }

    [Fact]
    public async Task It_is_answered_item_by_item_and_without_what_cannot_be_brought()
    {
        Journey journey = await JudgedAsync("fr");
        await AskAsync(journey, new { kind = "quotes" }).DoneAsync();
        await journey.UntilAsync(CaseState.ComplementRequested);

        JsonNode brought = await journey.BringAsync("rib-certificate");
        JsonNode problem = await journey.Applicant.SayAsync(journey.Path + "/complement").RefusesAsync(HttpStatusCode.UnprocessableEntity, "document_missing", "documents");
        JsonNode answered = await journey.SayAsync(journey.Applicant, "complement", new { withoutTheRest = true });

        Assert.Equal(
            [("rib-certificate", (string?)brought["documents"]!.AsArray()[^1]!["id"]), ("quotes", null)],
            brought["complement"]!["items"]!.AsArray().Select(item => ((string?)item!["kind"], (string?)item["documentId"])));
        Assert.Contains(Programmes.All[^1].Document("quotes").Name.Fr, (string?)Assert.Single(problem["errors"]!.AsArray())!["detail"], StringComparison.Ordinal);
        Assert.NotNull(answered["complement"]!["answeredAt"]);
        await journey.UntilAsync(CaseState.DocumentCheck);
        Assert.Equal(["quotes"], Assert.Single((await journey.FactsAsync()).OfType<ComplementAnswered>()).Without);
        // What was only wished for is no fault of the file.
        await journey.ReachAsync(CaseState.Committee);
    }

    [Fact]
    public async Task Without_a_document_that_is_required_the_file_is_not_admissible()
    {
        Journey journey = await JudgedAsync("fr");
        await AskAsync(journey).DoneAsync();
        await journey.UntilAsync(CaseState.ComplementRequested);

        await journey.SayAsync(journey.Applicant, "complement", new { withoutTheRest = true });

        JsonNode ended = await journey.UntilAsync(CaseState.Inadmissible);
        Assert.Equal(("rib-certificate", "Illisible."), ((string?)ended["faults"]![0]!["kind"], (string?)ended["faults"]![0]!["reason"]));
    }

    // The certificate of the account is refused, everything else accepted.
    private async Task<Journey> JudgedAsync(string language)
    {
        Journey journey = await Journey.ToAsync(App, CaseState.DocumentCheck, change: form => form["language"] = language);
        await journey.JudgeAsync(refuse: "rib-certificate");
        return journey;
    }

    private static Task<HttpResponseMessage> AskAsync(Journey journey, params object[] items) =>
        journey.Official("officer").SayAsync(journey.Path + "/complement-request", new { note = "Merci.", items });
}
