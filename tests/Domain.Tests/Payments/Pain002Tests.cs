using System.Text;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Tests.Payments;

public sealed class Pain002Tests
{
    private const string Id = "TSD-2026-10-7F3KQ9-T1-G1";

    [Theory]
    [InlineData("ACSC", BankStatus.Settled)]
    [InlineData("ACCC", BankStatus.Settled)]
    [InlineData("RJCT", BankStatus.Returned)]
    [InlineData("CANC", BankStatus.Returned)]
    [InlineData("ACTC", BankStatus.Pending)]
    [InlineData("ACCP", BankStatus.Pending)]
    [InlineData("ACSP", BankStatus.Pending)]
    [InlineData("ACWC", BankStatus.Pending)]
    [InlineData("PDNG", BankStatus.Pending)]
    [InlineData("PART", BankStatus.Pending)]
    public void Only_settlement_and_rejection_are_final(string code, BankStatus status)
    {
        BankAnswer answer = Assert.Single(Read(Report(Transaction(Id, code))).Answers);

        Assert.Equal((Id, code, status), (answer.EndToEndId, answer.Code, answer.Status));
    }

    [Theory]
    [InlineData("<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>", "AC04")]
    [InlineData("<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>", "AC01")]
    [InlineData("<StsRsnInf><Rsn><Prtry>COMPTE CLOS</Prtry></Rsn></StsRsnInf>", "NARR")]
    [InlineData("<StsRsnInf><AddtlInf>Compte clos</AddtlInf></StsRsnInf>", "NARR")]
    [InlineData("", "NARR")]
    public void A_rejection_always_has_a_reason_code(string reason, string code) =>
        Assert.Equal(code, Assert.Single(Read(Report(Transaction(Id, "RJCT", reason))).Answers).Reason);

    [Fact]
    public void A_settlement_has_no_reason() =>
        Assert.Null(Assert.Single(Read(Report(Transaction(Id, "ACSC", "<StsRsnInf><Rsn><Cd>NARR</Cd></Rsn></StsRsnInf>"))).Answers).Reason);

    [Fact]
    public void Every_payment_of_every_batch_is_answered_in_the_order_of_the_report()
    {
        string report = Report(Transaction("A", "ACSC") + Transaction("B", "RJCT"), Transaction("C", "PDNG"));

        Assert.Equal(["A", "B", "C"], Read(report).Answers.Select(answer => answer.EndToEndId));
    }

    [Fact]
    public void A_payment_without_a_status_of_its_own_has_that_of_its_batch()
    {
        string report = Report("<PmtInfSts>RJCT</PmtInfSts>" + Transaction(Id, null) + Transaction("B", "ACSC"));

        Assert.Equal([BankStatus.Returned, BankStatus.Settled], Read(report).Answers.Select(answer => answer.Status));
    }

    [Fact]
    public void A_payment_without_an_id_or_without_any_status_is_no_answer() =>
        Assert.Empty(Read(Report(Transaction(Id, null) + "<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>")).Answers);

    [Fact]
    public void What_breaks_the_schema_is_refused_with_its_line()
    {
        string report = Report("\n\n" + Transaction(new string('X', 36), "ACSC"));

        BankReport read = Read(report);

        Assert.Empty(read.Answers);
        Assert.StartsWith("6:", read.Error, StringComparison.Ordinal);
        Assert.Contains("OrgnlEndToEndId", read.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<Document>")]
    [InlineData("<Document/>")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt/></Document>")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.11'><CstmrPmtStsRpt/></Document>")]
    [InlineData("<CstmrPmtStsRpt xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.11'/>")]
    public void What_is_no_such_report_is_refused(string text)
    {
        BankReport read = Read(text);

        Assert.Empty(read.Answers);
        Assert.Matches("^[0-9]+:[0-9]+ .", read.Error);
    }

    [Fact]
    public void A_document_type_is_refused_so_that_no_entity_is_expanded_or_fetched()
    {
        string report = Report(Transaction("&id;", "ACSC"));

        BankReport read = Read($"<!DOCTYPE Document [<!ENTITY id SYSTEM \"file:///etc/passwd\">]>{report}");

        Assert.Empty(read.Answers);
        Assert.Contains("DTD", read.Error, StringComparison.Ordinal);
    }

    private static BankReport Read(string report) => Pain002.Read(new MemoryStream(Encoding.UTF8.GetBytes(report)));

    private static string Transaction(string? id, string? status, string reason = "") =>
        $"<TxInfAndSts><OrgnlEndToEndId>{id}</OrgnlEndToEndId>{(status is null ? "" : $"<TxSts>{status}</TxSts>")}{reason}</TxInfAndSts>";

    private static string Report(params string[] batches) => $"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>R-1</MsgId><CreDtTm>2026-06-05T16:00:00Z</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>PF-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
        {string.Concat(batches.Select(batch => $"<OrgnlPmtInfAndSts><OrgnlPmtInfId>PF-1</OrgnlPmtInfId>{batch}</OrgnlPmtInfAndSts>"))}
        </CstmrPmtStsRpt></Document>
        """;
}
