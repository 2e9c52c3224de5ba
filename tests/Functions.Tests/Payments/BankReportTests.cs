using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Payments;

/// <summary>A report of the bank is taken as its schema has it, and each of its answers once.</summary>
public sealed class BankReportTests(SharedApp shared) : SharedAppTests(shared)
{
    private const string Dtd = "<!DOCTYPE Document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>";

    [Fact]
    public async Task A_report_that_comes_twice_settles_a_payment_once()
    {
        (Journey journey, byte[] file) = await SentAsync("04");
        byte[] report = Bank.Answer(file);

        string[] ids = await Task.WhenAll(SendAsync(report), SendAsync(report));
        await journey.UntilAsync(read => read["tranches"]![0]!["settledAt"] is not null, "the settlement");
        JsonNode line = await TakenUpAsync(await SendAsync(report));

        Assert.Single(ids.Distinct());
        Assert.Equal(("settled", "ACSC"), ((string?)line["result"], (string?)line["status"]));
        Assert.Single((await journey.FactsAsync()).OfType<PaymentSettled>());
    }

    [Fact]
    public async Task A_returned_payment_is_paid_again_under_another_id_and_the_old_id_settles_nothing()
    {
        (Journey journey, byte[] file) = await SentAsync("05");
        JsonNode returned = await TakenUpAsync(await SendAsync(Bank.Answer(file, "RJCT", "AC04")));
        await journey.UntilAsync(CaseState.PaymentReturned);
        await journey.ReachAsync(CaseState.PaymentSent);

        JsonNode late = await TakenUpAsync(await SendAsync(Bank.Answer(file)));

        Assert.Equal(("returned", "payment_not_sent"), ((string?)returned["result"], (string?)late["result"]));
        Assert.Equal([$"{journey.Reference}-T1-G1", $"{journey.Reference}-T1-G2"], (await journey.FactsAsync()).OfType<PaymentSent>().Select(sent => sent.EndToEndId));
        Assert.DoesNotContain(await journey.FactsAsync(), fact => fact is PaymentSettled);
    }

    [Fact]
    public async Task A_payment_in_progress_is_no_fact_yet()
    {
        (Journey journey, byte[] file) = await SentAsync("07");

        await journey.AddsNothingAsync(async () => Assert.Equal("pending", (string?)(await TakenUpAsync(await SendAsync(Bank.Answer(file, "ACSP"))))["result"]));
    }

    [Theory]
    [InlineData("TSD-2026-10-00000V-T1-G1")]
    [InlineData("SALARY-2026-11")]
    public async Task An_answer_for_a_payment_that_is_not_ours_changes_nothing(string endToEndId)
    {
        string report = Sample().Replace("TSD-2026-10-7F3KQ9-T1-G1", endToEndId, StringComparison.Ordinal);

        Assert.Equal("payment_not_sent", (string?)(await TakenUpAsync(await SendAsync(Encoding.UTF8.GetBytes(report))))["result"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the bank is closed today")]
    [InlineData("<Document/>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>")]
    [InlineData("<a><b></a>")]
    public async Task What_is_not_such_a_report_is_refused(string body) => await RefusedAsync(body);

    [Fact]
    public async Task A_report_that_lacks_what_the_schema_asks_for_is_refused_with_the_place()
    {
        JsonNode problem = await RefusedAsync(Sample().Replace("<MsgId>R-M1</MsgId>", "", StringComparison.Ordinal));

        Assert.Matches(@"\d+:\d+ ", (string)problem["title"]!);
    }

    [Fact]
    public async Task A_document_type_declaration_is_refused_unread() => await RefusedAsync(Dtd + Sample().Replace("R-M1", "&b;", StringComparison.Ordinal));

    [Fact]
    public async Task A_report_longer_than_ten_megabytes_is_refused() =>
        await PostAsync(new byte[(10 * 1024 * 1024) + 1]).RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/xml; charset=utf-8", HttpStatusCode.Accepted)]
    [InlineData("Application/XML", HttpStatusCode.Accepted)]
    public async Task A_report_comes_as_XML(string? type, HttpStatusCode status) =>
        Assert.Equal(status, (await PostAsync(Encoding.UTF8.GetBytes(Sample()), type)).StatusCode);

    [Theory]
    [InlineData("officer-10")]
    [InlineData("authoriser-10")]
    [InlineData("applicant-1")]
    [InlineData("programme-office")]
    public async Task A_report_is_delivered_and_read_by_accountants_and_operators_only(string person)
    {
        HttpClient caller = App.SignedIn(person);
        string id = await SendAsync(Encoding.UTF8.GetBytes(Sample()));

        await caller.PostAsync("/api/bank-reports", AsXml(Encoding.UTF8.GetBytes(Sample())), TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Forbidden, "role_missing");
        await caller.GetAsync($"/api/bank-reports/{id}", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(HttpStatusCode.OK, (await App.SignedIn("operator").GetAsync($"/api/bank-reports/{id}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("..%2Fx")]
    [InlineData(2000)]
    public async Task A_report_that_never_came_is_not_found(object id) => await App.SignedIn("accountant-10")
        .GetAsync("/api/bank-reports/" + (id is int length ? new string('0', length) : id), TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.NotFound, "not_found");

    private static string Sample() => Encoding.UTF8.GetString(Bank.Answer(Encoding.UTF8.GetBytes("""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn><GrpHdr><MsgId>M1</MsgId></GrpHdr>
        <PmtInf><PmtInfId>P1</PmtInfId><ReqdExctnDt><Dt>2026-11-24</Dt></ReqdExctnDt>
        <CdtTrfTxInf><PmtId><EndToEndId>TSD-2026-10-7F3KQ9-T1-G1</EndToEndId></PmtId></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>
        """)));

    private async Task<(Journey Journey, byte[] File)> SentAsync(string region)
    {
        Journey journey = await Journey.ToAsync(App, CaseState.PaymentSent, region);
        string id = (await journey.FactsAsync()).OfType<PaymentSent>().Single().FileId;
        return (journey, await journey.Official("accountant").GetByteArrayAsync($"/api/payment-files/{id}/content", TestContext.Current.CancellationToken));
    }

    private static ByteArrayContent AsXml(byte[] report, string? type = "application/xml")
    {
        ByteArrayContent body = new(report);
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return body;
    }

    private Task<HttpResponseMessage> PostAsync(byte[] report, string? type = "application/xml") =>
        App.SignedIn("accountant-10").PostAsync("/api/bank-reports", AsXml(report, type), TestContext.Current.CancellationToken);

    private async Task<string> SendAsync(byte[] report) => (string)(await PostAsync(report).DoneAsync())["id"]!;

    private Task<JsonNode> RefusedAsync(string report) =>
        PostAsync(Encoding.UTF8.GetBytes(report)).RefusesAsync(HttpStatusCode.UnprocessableEntity, "report_invalid");

    private Task<JsonNode> TakenUpAsync(string id) => World.UntilAsync("the report's lines", async () =>
        (await App.SignedIn("accountant-10").GetAsync($"/api/bank-reports/{id}", TestContext.Current.CancellationToken).DoneAsync())["lines"]?[0], TestContext.Current.CancellationToken);
}
