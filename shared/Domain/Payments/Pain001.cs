using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Payments;

/// <summary>A payment in a file for the bank.</summary>
/// <param name="EndToEndId">Its id for life.</param>
/// <param name="Amount">MAD.</param>
/// <param name="CreditorName">Who is paid, in any script.</param>
/// <param name="CreditorRib">The account it goes to, 24 digits.</param>
/// <param name="Remittance">What the creditor reads on the statement.</param>
public sealed record PaymentOrder(string EndToEndId, Money Amount, string CreditorName, string CreditorRib, string Remittance);

/// <summary>A file of payments for the bank.</summary>
/// <param name="MessageId">Id of the file, at most 35 characters.</param>
/// <param name="CreatedAt">When it was ordered, UTC.</param>
/// <param name="ExecutionDate">When the bank is to pay.</param>
/// <param name="Debtor">The account it is paid from.</param>
/// <param name="Orders">The payments.</param>
public sealed record PaymentFile(
    string MessageId, DateTimeOffset CreatedAt, DateOnly ExecutionDate, Programme.Debtor Debtor, IReadOnlyList<PaymentOrder> Orders)
{
    /// <summary>Sum of the payments (ISO 20022: CtrlSum).</summary>
    public Money ControlSum => Orders.Aggregate(Money.Zero, (sum, order) => sum + order.Amount);
}

/// <summary>
/// Writes the file as ISO 20022 <c>pain.001.001.09</c>, customer credit transfer initiation. The same payments give the same bytes.
/// </summary>
public static class Pain001
{
    private const int LongestName = 140;
    private static readonly XNamespace s_ns = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// <summary>The file.</summary>
    /// <returns>UTF-8 without byte order mark.</returns>
    public static byte[] Write(PaymentFile file)
    {
        string count = file.Orders.Count.ToString(CultureInfo.InvariantCulture);
        XElement initiation = Element("CstmrCdtTrfInitn",
            Element("GrpHdr",
                Element("MsgId", file.MessageId),
                Element("CreDtTm", file.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                Element("NbOfTxs", count),
                Element("CtrlSum", file.ControlSum),
                Element("InitgPty", Element("Nm", BankText(file.Debtor.Name)))),
            Element("PmtInf",
                Element("PmtInfId", file.MessageId),
                Element("PmtMtd", "TRF"),
                Element("BtchBookg", "false"),
                Element("NbOfTxs", count),
                Element("CtrlSum", file.ControlSum),
                Element("ReqdExctnDt", Element("Dt", file.ExecutionDate.ToString("O", CultureInfo.InvariantCulture))),
                Element("Dbtr", Element("Nm", BankText(file.Debtor.Name))),
                Account("DbtrAcct", file.Debtor.Rib),
                Element("DbtrAgt", Element("FinInstnId", Element("BICFI", file.Debtor.Bic))),
                Element("ChrgBr", "SLEV"),
                file.Orders.Select(Transfer)));
        XDocument document = new(new XDeclaration("1.0", "UTF-8", null), Element("Document", initiation));
        return Encoding.UTF8.GetBytes($"{document.Declaration}\n{document}\n".ReplaceLineEndings("\n"));
    }

    /// <summary>A text as bank fields take it: Latin letters, at most 140 characters, and at least one.</summary>
    public static string BankText(string text)
    {
        string latin = Transliteration.ToLatin(text);
        // An empty field would have the bank refuse the whole file; the account says who is paid.
        return latin.Length == 0 ? "-" : latin.Length > LongestName ? latin[..LongestName].TrimEnd() : latin;
    }

    private static XElement Transfer(PaymentOrder order) => Element("CdtTrfTxInf",
        Element("PmtId", Element("EndToEndId", order.EndToEndId)),
        Element("Amt", new XElement(s_ns + "InstdAmt", new XAttribute("Ccy", "MAD"), order.Amount.ToString())),
        Element("Cdtr", Element("Nm", BankText(order.CreditorName))),
        Account("CdtrAcct", order.CreditorRib),
        Element("RmtInf", Element("Ustrd", BankText(order.Remittance))));

    private static XElement Account(string name, string rib) => Element(name, Element("Id", Element("IBAN", Rib.ToIban(rib))));

    private static XElement Element(string name, params object[] content) =>
        new(s_ns + name, content is [Money money] ? money.ToString() : content);
}
