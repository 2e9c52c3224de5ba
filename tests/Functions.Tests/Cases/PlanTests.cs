using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary>The action plan in an application, over HTTP.</summary>
public sealed class PlanTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task The_cost_of_a_plan_is_filled_in_from_its_lines_and_the_same_form_again_changes_nothing()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject form = Itemised(Line("fairs", 60_000, "Atlas", "Expo Sud", "Salons du Monde"), Line("certification", 40_000.50m));
        form.Remove("planCost");

        JsonNode edited = await SendAsync(draft, form, "\"1\"").DoneAsync();

        Assert.Equal(100_000.50m, (decimal)edited["form"]!["planCost"]!);
        Assert.Equal("Expo Sud", (string?)edited["form"]!["plan"]![0]!["quotes"]![1]!["supplier"]);
        await draft.AddsNothingAsync(async () => await SendAsync(draft, form, "\"2\"").DoneAsync());
    }

    [Theory]
    [InlineData("""{"plan":[{"measure":"fairs","cost":10}],"planCost":11}""", "plan_cost_differs", "planCost")]
    [InlineData("""{"plan":[{"measure":"mining","cost":10}]}""", "value_unknown", "plan[0].measure")]
    [InlineData("""{"plan":[null]}""", "amount_not_positive", "plan[0].cost")]
    [InlineData("""{"plan":[{"cost":89000000000000000},{"cost":89000000000000000}]}""", "amount_too_high", "plan[0].cost")]
    [InlineData("""{"plan":[{"cost":1,"quotes":[{"amount":1}]}]}""", "field_required", "plan[0].quotes[0].supplier")]
    [InlineData("""{"activity":"mining"}""", "value_unknown", "activity")]
    [InlineData("""{"products":["1"]}""", "value_unknown", "products[0]")]
    public async Task What_is_wrong_in_a_plan_is_refused_by_its_place(string changes, string code, string field)
    {
        Journey draft = await StandingAsync(CaseState.Draft);
        JsonObject form = Journey.Form();
        form.Remove("planCost");
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            form[name] = value?.DeepClone();
        }

        await draft.AddsNothingAsync(async () => await SendAsync(draft, form, "\"1\"").RefusesAsync(HttpStatusCode.UnprocessableEntity, code, field));
    }

    [Fact]
    public async Task A_plan_of_many_lines_in_Arabic_is_kept_whole_though_it_is_longer_than_a_property_of_a_table()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        string description = new('ص', 300);
        JsonObject form = Itemised([.. Enumerable.Range(1, 30).Select(cost => { JsonObject line = Line("fairs", cost); line["description"] = description; return line; })]);
        form.Remove("planCost");

        await SendAsync(draft, form, "\"1\"").DoneAsync();

        Assert.All((await draft.ReadAsync())["form"]!["plan"]!.AsArray(), line => Assert.Equal(description, (string?)line!["description"]));
        Assert.Equal(30, (await draft.FactsAsync()).OfType<DraftEdited>().Single().Form.Plan!.Count);
    }

    [Fact]
    public async Task A_line_without_a_measure_can_be_kept_and_not_submitted()
    {
        Journey draft = await Journey.ToAsync(App, CaseState.Draft);
        JsonObject line = Line("fairs", 50_000.50m);
        line.Remove("measure");

        await SendAsync(draft, Itemised(line), "\"1\"").DoneAsync();

        await draft.Applicant.SayAsync($"{draft.Path}/submission").RefusesAsync(HttpStatusCode.UnprocessableEntity, "field_required", "plan[0].measure");
    }

    private static JsonObject Itemised(params JsonObject[] lines)
    {
        JsonObject form = Journey.Form();
        (form["activity"], form["products"], form["plan"]) = ("agri-food", new JsonArray("15", "33"), new JsonArray(lines));
        return form;
    }

    private static JsonObject Line(string measure, decimal cost, params string[] suppliers) => new()
    {
        ["measure"] = measure,
        ["cost"] = cost,
        ["quotes"] = new JsonArray([.. suppliers.Select(supplier => new JsonObject { ["supplier"] = supplier, ["amount"] = cost })]),
    };

    private static Task<HttpResponseMessage> SendAsync(Journey journey, JsonObject form, string tag) =>
        journey.Applicant.TellAsync(HttpMethod.Put, journey.Path, JsonContent.Create(form), ("If-Match", tag));
}
