using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Tasdir.Domain.Payments;

/// <summary>What the bank says of a payment.</summary>
public enum BankStatus
{
    /// <summary>In progress.</summary>
    Pending,

    /// <summary>Settled on the creditor's account.</summary>
    Settled,

    /// <summary>Rejected or returned.</summary>
    Returned,
}

/// <summary>The bank's answer for one payment.</summary>
/// <param name="EndToEndId">The payment.</param>
/// <param name="Code">Status as the bank codes it, e.g. <c>ACSC</c>.</param>
/// <param name="Status">What it means.</param>
/// <param name="Reason">Reason code of a rejection, e.g. <c>AC04</c>; else null.</param>
public sealed record BankAnswer(string EndToEndId, string Code, BankStatus Status, string? Reason);

/// <summary>A report that was read, or why it could not be.</summary>
/// <param name="Answers">The answers, in the order of the report.</param>
/// <param name="Error">What is wrong with the report, with its line; else null.</param>
public sealed record BankReport(IReadOnlyList<BankAnswer> Answers, string? Error);

/// <summary>Reads the bank's report, ISO 20022 <c>pain.002.001.11</c>, customer payment status report, against its schema.</summary>
public static class Pain002
{
    private static readonly XNamespace s_ns = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.11";
    private static readonly Lazy<XmlSchemaSet> s_schema = new(LoadSchema);

    /// <summary>Reads a report.</summary>
    public static BankReport Read(Stream report)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            Schemas = s_schema.Value,
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        // A document of another kind is only a warning to the schema validator.
        settings.ValidationEventHandler += (_, wrong) => throw wrong.Exception;
        try
        {
            using XmlReader reader = XmlReader.Create(report, settings);
            XElement content = XDocument.Load(reader).Root!.Element(s_ns + "CstmrPmtStsRpt")!;
            return new BankReport([.. content.Elements(s_ns + "OrgnlPmtInfAndSts").SelectMany(Answers)], null);
        }
        catch (XmlSchemaException wrong)
        {
            return new BankReport([], $"{wrong.LineNumber}:{wrong.LinePosition} {wrong.Message}");
        }
        catch (XmlException wrong)
        {
            return new BankReport([], $"{wrong.LineNumber}:{wrong.LinePosition} {wrong.Message}");
        }
    }

    private static IEnumerable<BankAnswer> Answers(XElement payment) =>
        from transaction in payment.Elements(s_ns + "TxInfAndSts")
        let id = (string?)transaction.Element(s_ns + "OrgnlEndToEndId")
        let code = (string?)transaction.Element(s_ns + "TxSts") ?? (string?)payment.Element(s_ns + "PmtInfSts")
        where id is not null && code is not null
        let reason = transaction.Elements(s_ns + "StsRsnInf").Select(info => (string?)info.Element(s_ns + "Rsn")?.Element(s_ns + "Cd")).FirstOrDefault()
        select new BankAnswer(id, code, StatusOf(code), StatusOf(code) == BankStatus.Returned ? reason ?? "NARR" : null);

    // Everything that is neither final acceptance nor rejection is on its way: accepted for clearing is not yet paid.
    private static BankStatus StatusOf(string code) => code switch
    {
        "ACSC" or "ACCC" => BankStatus.Settled,
        "RJCT" or "CANC" => BankStatus.Returned,
        _ => BankStatus.Pending,
    };

    private static XmlSchemaSet LoadSchema()
    {
        using Stream stream = typeof(Pain002).Assembly.GetManifestResourceStream("pain.002.001.11.xsd")!;
        using XmlReader reader = XmlReader.Create(stream);
        XmlSchemaSet schemas = new();
        schemas.Add(s_ns.NamespaceName, reader);
        schemas.Compile();
        return schemas;
    }
}
