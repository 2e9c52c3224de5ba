using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Tasdir.Local.Demo;

/// <summary>The bank of the demonstration: it settles every payment of a file and reports so (ISO 20022 pain.001 in, pain.002 out).</summary>
public static class Bank
{
    private static readonly XNamespace s_order = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static readonly XNamespace s_report = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.11";

    /// <summary>The report on a payment file.</summary>
    /// <param name="paymentFile">The file, as it was written.</param>
    /// <param name="status">The status of every payment: <c>ACSC</c> settled, <c>RJCT</c> rejected.</param>
    /// <param name="reason">With a rejection: its reason code.</param>
    public static byte[] Answer(byte[] paymentFile, string status = "ACSC", string? reason = null)
    {
        XElement order = XDocument.Parse(Encoding.UTF8.GetString(paymentFile)).Root!.Element(s_order + "CstmrCdtTrfInitn")!;
        string messageId = order.Element(s_order + "GrpHdr")!.Element(s_order + "MsgId")!.Value;
        XElement payment = order.Element(s_order + "PmtInf")!;
        XDocument report = new(new XElement(s_report + "Document", new XElement(s_report + "CstmrPmtStsRpt",
            new XElement(s_report + "GrpHdr",
                new XElement(s_report + "MsgId", "R-" + messageId),
                new XElement(s_report + "CreDtTm", payment.Element(s_order + "ReqdExctnDt")!.Value + "T16:00:00Z")),
            new XElement(s_report + "OrgnlGrpInfAndSts",
                new XElement(s_report + "OrgnlMsgId", messageId),
                new XElement(s_report + "OrgnlMsgNmId", "pain.001.001.09")),
            new XElement(s_report + "OrgnlPmtInfAndSts",
                new XElement(s_report + "OrgnlPmtInfId", payment.Element(s_order + "PmtInfId")!.Value),
                payment.Elements(s_order + "CdtTrfTxInf").Select((transfer, index) => new XElement(s_report + "TxInfAndSts",
                    new XElement(s_report + "StsId", (index + 1).ToString(CultureInfo.InvariantCulture)),
                    new XElement(s_report + "OrgnlEndToEndId", transfer.Element(s_order + "PmtId")!.Element(s_order + "EndToEndId")!.Value),
                    new XElement(s_report + "TxSts", status),
                    reason is null ? null : new XElement(s_report + "StsRsnInf", new XElement(s_report + "Rsn", new XElement(s_report + "Cd", reason)))))))));
        return Encoding.UTF8.GetBytes(report.ToString());
    }
}
