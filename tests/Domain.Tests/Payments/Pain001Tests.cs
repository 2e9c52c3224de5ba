using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Payments;

public sealed class Pain001Tests
{
    private static readonly XNamespace s_ns = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static readonly PaymentFile s_file = new(
        "PF-2026-10-20260604T081500Z",
        new DateTimeOffset(2026, 6, 4, 9, 15, 0, TimeSpan.FromHours(1)),
        new DateOnly(2026, 6, 5),
        Programmes.Version("2025-1").Debtor,
        [
            Order(1, 57_600_00, "Coopérative Tighmert Argan et Cactus", "225450010020030040050073"),
            Order(2, 86_400_00, "تعاونية أركان <تيغمرت> & شركاؤها", "007780000123400056789042"),
            Order(3, 1, "ⵜⴰⵎⵙⵎⵓⵏⵜ", "011810000001234567890136"),
        ]);

    [Fact]
    public async Task A_payment_file_is_as_approved()
    {
        string actual = Encoding.UTF8.GetString(Pain001.Write(s_file));

        Assert.Equal(await ApprovedAsync(actual), actual);
    }

    [Fact]
    public void The_same_payments_give_the_same_bytes_without_a_byte_order_mark_on_whatever_machine()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        byte[] bytes = Pain001.Write(s_file);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(bytes, Pain001.Write(s_file));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8, bytes.AsSpan(0, 39));
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void Count_and_sum_are_those_of_the_payments_in_both_places() =>
        Gen.Long[1, 900_000_000_00].Array[1, 20].Sample(amounts =>
        {
            PaymentFile file = s_file with { Orders = [.. amounts.Select((amount, i) => Order(i + 1, amount, "Coopérative", "225450010020030040050073"))] };

            XElement initiation = Read(file);

            string sum = new Money(amounts.Sum()).ToString();
            Assert.Equal([sum, sum], Values(initiation, "CtrlSum"));
            Assert.Equal(sum, new Money(Values(initiation, "InstdAmt").Sum(amount => Money.FromMad(decimal.Parse(amount, CultureInfo.InvariantCulture)).Centimes)).ToString());
            Assert.All(Values(initiation, "NbOfTxs"), count => Assert.Equal(amounts.Length.ToString(CultureInfo.InvariantCulture), count));
            Assert.Equal(amounts.Length, initiation.Descendants(s_ns + "CdtTrfTxInf").Count());
        });

    [Fact]
    public void Each_payment_keeps_its_id_its_amount_in_MAD_and_goes_to_the_IBAN_of_its_account()
    {
        XElement[] transfers = [.. Read(s_file).Descendants(s_ns + "CdtTrfTxInf")];

        Assert.Equal(s_file.Orders.Select(order => order.EndToEndId), transfers.SelectMany(transfer => Values(transfer, "EndToEndId")));
        Assert.Equal(s_file.Orders.Select(order => "MA64" + order.CreditorRib), transfers.SelectMany(transfer => Values(transfer, "IBAN")));
        Assert.All(transfers.Descendants(s_ns + "InstdAmt"), amount => Assert.Equal("MAD", amount.Attribute("Ccy")!.Value));
    }

    [Theory]
    [InlineData("تعاونية", "taaounia")]
    [InlineData("東京", "-")]
    public void A_name_is_written_in_latin_letters_and_never_left_empty(string name, string latin) =>
        Assert.Equal(latin, Values(Read(s_file with { Orders = [Order(1, 1, name, "225450010020030040050073")] }), "Nm").Last());

    [Fact]
    public void Names_and_remittances_have_at_most_140_characters()
    {
        Assert.Equal(140, Pain001.BankText(new string('é', 200)).Length);
        Assert.Equal(new string('a', 139), Pain001.BankText(new string('a', 139) + " b"));
        Assert.Equal(new string('a', 140), Pain001.BankText(new string('a', 140)));
        Assert.InRange(Pain001.BankText(string.Concat(Enumerable.Repeat("شخغ ", 50))).Length, 130, 140);
    }

    private static PaymentOrder Order(int number, long centimes, string name, string rib) =>
        new($"TSD-2026-10-7F3KQ9-T{number}-G1", new Money(centimes), name, rib, $"TSD-2026-10-7F3KQ9 TRANCHE {number}");

    private static XElement Read(PaymentFile file) =>
        XDocument.Parse(Encoding.UTF8.GetString(Pain001.Write(file))).Root!.Element(s_ns + "CstmrCdtTrfInitn")!;

    private static IEnumerable<string> Values(XElement within, string name) => within.Descendants(s_ns + name).Select(element => element.Value);

    private static async Task<string> ApprovedAsync(string actual, [CallerFilePath] string here = "")
    {
        string approved = Path.Combine(Path.GetDirectoryName(here)!, "approved", "payments.pain.001.xml");
        string expected = File.Exists(approved) ? (await File.ReadAllTextAsync(approved)).ReplaceLineEndings("\n") : "";
        if (expected != actual)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.xml"), actual);
        }

        return expected;
    }
}
