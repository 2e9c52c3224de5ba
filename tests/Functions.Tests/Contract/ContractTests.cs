using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Calendar;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Contract;

public sealed class ContractTests
{
    private static JsonNode Schemas => ApiContract.Served.Document["components"]!["schemas"]!;

    [Fact]
    public void Every_HTTP_function_is_an_operation_and_the_other_way_round()
    {
        IEnumerable<string> functions =
            from type in typeof(App).Assembly.GetExportedTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            from trigger in method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            from verb in trigger.Methods!
            select $"{function.Name}: {verb.ToUpperInvariant()} /{Regex.Replace(trigger.Route!, @":\w+}", "}")}";

        Assert.Equal(
            functions.Order(), ApiContract.Served.Operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public void Every_code_is_in_the_contract_and_no_other() => Assert.Equal(Codes, Texts(Schemas["Code"]!["enum"]!));

    [Fact]
    public void Every_code_that_the_API_answers_with_stands_under_its_status()
    {
        string[] pages = ["vote_closed", "not_a_member", "seat_taken", "dossier_changed", "vote_overtaken", "score_below_threshold", "absence_period", "delegate_not_allowed", "nothing_to_grant", "deferral_used", "link_invalid", "link_expired", "amount_format", "form_stale"];
        string[] reports = ["payment_not_sent"];
        IEnumerable<(int Status, string Code)> expected = Codes.Except([.. pages, .. reports]).Select(code => (Problems.StatusOf(code), code));

        IEnumerable<(int, string)> listed =
            from operation in ApiContract.Served.Operations
            from response in operation.Content["responses"]!.AsObject()
            let problem = ApiContract.Served.Resolve(response.Value!)["content"]?["application/problem+json"]
            where problem is not null
            from code in Texts(problem["schema"]!["allOf"]![1]!["properties"]!["code"]!["enum"]!)
            select (int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture), code);

        Assert.Equal(expected.Order(), listed.Distinct().Order());
    }

    [Fact]
    public void Every_kind_of_fact_that_a_timeline_shows_is_in_the_contract() =>
        Assert.Equal(FactKinds.Except(["letterRecorded", "letterFiled", "letterSent"]), Texts(Schemas["Fact"]!["enum"]!));

    [Theory]
    [InlineData("State", typeof(CaseState))]
    [InlineData("Turn", typeof(Turn))]
    [InlineData("Role", typeof(Role))]
    [InlineData("DataRequestKind", typeof(DataRequestKind))]
    [InlineData("CraftCategory", typeof(CraftCategory))]
    public void The_contract_lists_every_value_of_an_enumeration(string schema, Type values) =>
        Assert.Equal(Enum.GetNames(values).Select(JsonNamingPolicy.CamelCase.ConvertName), Texts(Schemas[schema]!["enum"]!));

    [Theory]
    [InlineData("Case", typeof(CaseView))]
    [InlineData("Document", typeof(DocumentView))]
    [InlineData("AnnouncedFile", typeof(UploadBody))]
    [InlineData("Upload", typeof(UploadView))]
    [InlineData("DirectUpload", typeof(DirectView))]
    [InlineData("DataRequest", typeof(DataRequestView))]
    [InlineData("AskedData", typeof(DataRequestBody))]
    [InlineData("DataAnswer", typeof(DataAnswerBody))]
    [InlineData("LegalHold", typeof(LegalHoldView))]
    [InlineData("LegalHoldReason", typeof(LegalHoldBody))]
    [InlineData("KnownIdentifier", typeof(KnownIdentifier))]
    [InlineData("Complement", typeof(ComplementView))]
    [InlineData("Session", typeof(SessionView))]
    [InlineData("Tranche", typeof(TrancheView))]
    [InlineData("CaseLine", typeof(CaseLine))]
    [InlineData("CasePage", typeof(CasePage))]
    [InlineData("TimelineItem", typeof(TimelineItem))]
    [InlineData("ApplicationForm", typeof(ApplicationForm))]
    [InlineData("Holidays", typeof(HolidaysView))]
    [InlineData("DayOff", typeof(DayOffView))]
    [InlineData("Ramadan", typeof(RamadanView))]
    [InlineData("WorkingWeek", typeof(WorkingWeek))]
    [InlineData("OfficeHours", typeof(HoursView))]
    [InlineData("Text", typeof(Text))]
    [InlineData("FeastConfirmation", typeof(ConfirmationBody))]
    [InlineData("ConfirmedFeast", typeof(ConfirmedFeastView))]
    [InlineData("TradeRegister", typeof(TradeRegister))]
    [InlineData("CooperativeRegister", typeof(CooperativeRegister))]
    [InlineData("CraftRegister", typeof(CraftRegister))]
    [InlineData("AssociationReceipt", typeof(AssociationReceipt))]
    [InlineData("Problem", typeof(Problem))]
    [InlineData("FieldProblem", typeof(FieldProblem))]
    public void A_schema_has_the_properties_that_the_app_writes(string schema, Type written) =>
        Assert.Equal(
            written.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
            Schemas[schema]!["properties"]!.AsObject().Select(property => property.Key));

    [Fact]
    public void No_object_in_the_contract_takes_more_than_it_names() =>
        Assert.All(Schemas.AsObject().Where(schema => (string?)schema.Value!["type"] == "object"), schema => Assert.False((bool?)schema.Value!["additionalProperties"] ?? true, schema.Key));

    /// <summary>Every code, domain's first, as declared.</summary>
    internal static IEnumerable<string> Codes =>
        from type in new[] { typeof(RefusalCodes), typeof(RequestCodes) }
        from constant in type.GetFields()
        select (string)constant.GetRawConstantValue()!;

    /// <summary>Every kind of fact, as the log spells it.</summary>
    internal static IEnumerable<string> FactKinds =>
        typeof(CaseEvent).GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(derived => (string)derived.TypeDiscriminator!);

    private static IEnumerable<string> Texts(JsonNode values) => values.AsArray().Select(value => (string)value!);
}
