using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>The numbers by which an applicant is known, as the form takes and answers them.</summary>
public sealed class IdentifierTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task Identifiers_are_answered_in_their_normal_spelling()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject form = Journey.Form();
        form["taxId"] = "4051 2378";
        form["tradeRegister"] = new JsonObject { ["court"] = " Guelmim ", ["number"] = "00123" };
        form["cin"] = "jb 123456";
        form["cnss"] = null;
        form["cooperativeRegister"] = new JsonObject { ["court"] = "Guelmim", ["number"] = "12/2019", ["registeredOn"] = "2019-03-04" };
        form["craftRegister"] = new JsonObject { ["number"] = "nia 12", ["category"] = "masterArtisan" };
        form["associationReceipt"] = new JsonObject { ["number"] = "٤٥", ["authority"] = "باشوية كلميم", ["issuedOn"] = "2019-03-04", ["final"] = false };

        await SendAsync(draft, "\"1\"", form).DoneAsync();

        JsonNode kept = (await draft.ReadAsync())["form"]!;
        Assert.Equal("40512378", (string?)kept["taxId"]);
        Assert.Equal(("Guelmim", "123"), ((string?)kept["tradeRegister"]!["court"], (string?)kept["tradeRegister"]!["number"]));
        Assert.Equal("JB123456", (string?)kept["cin"]);
        Assert.Equal("2019-03-04", (string?)kept["cooperativeRegister"]!["registeredOn"]);
        Assert.Equal(("NIA12", "masterArtisan"), ((string?)kept["craftRegister"]!["number"], (string?)kept["craftRegister"]!["category"]));
        Assert.Equal("45", (string?)kept["associationReceipt"]!["number"]);
    }

    [Fact]
    public async Task A_case_says_of_each_number_how_far_it_is_proved()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);
        Journey admissible = await StandingAsync(CaseState.Committee);

        Assert.Equal("checksum", (string?)Of(await check.ReadAsync(), "ice")["proof"]);
        Assert.Equal("document", (string?)Of(await admissible.ReadAsync(), "ice")["proof"]);
        Assert.Equal("none", (string?)Of(await admissible.ReadAsync(), "cooperativeRegister")["proof"]);

        static JsonNode Of(JsonNode view, string kind) => view["identifiers"]!.AsArray().Single(known => (string?)known!["kind"] == kind)!;
    }

    [Fact]
    public async Task A_part_of_an_identifier_is_refused_by_its_path()
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonObject form = Journey.Form();
        form["tradeRegister"] = new JsonObject { ["court"] = "Guelmim", ["number"] = "12B" };

        JsonNode problem = await SendAsync(draft, "\"1\"", form).RefusesAsync(HttpStatusCode.UnprocessableEntity, "number_letters", "tradeRegister.number");

        Assert.Contains("« B »", (string)problem["title"]!, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(Journey journey, string? tag, JsonObject form) =>
        journey.Applicant.TellAsync(HttpMethod.Put, journey.Path, JsonContent.Create(form), ("If-Match", tag));
}
