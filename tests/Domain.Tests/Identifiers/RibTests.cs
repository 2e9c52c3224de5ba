using System.Globalization;
using System.Numerics;
using CsCheck;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class RibTests
{
    private static readonly Bank[] s_banks = [new("225", new Text("Crédit Agricole du Maroc", "القرض الفلاحي للمغرب"), Confidence.Medium, "test")];

    [Theory]
    [InlineData("0077800001234000567890", "42")]
    [InlineData("0118100000012345678901", "36")]
    [InlineData("2306400000000000000001", "80")]
    [InlineData("3108101000024500001234", "48")]
    [InlineData("3503300000987654321000", "35")]
    [InlineData("2254500100200300400500", "73")]
    [InlineData("1010102111122223333000", "79")]
    [InlineData("0077800000000000000021", "97")] // the highest key
    [InlineData("0077800000000000000053", "01")] // the lowest
    public void A_RIB_with_its_key_is_valid_and_its_IBAN_is_MA64_and_itself(string account, string key)
    {
        string rib = account + key;

        Keys.Taken(rib, Proof.Checksum, Rib.Parse(rib));
        Keys.Taken("MA64" + rib, Proof.Checksum, Iban.Parse("MA64" + rib));
        Keys.Taken(rib, Proof.Checksum, Rib.Parse("MA64" + rib));
        Assert.Equal("MA64" + rib, Rib.ToIban(rib));
        Assert.Equal(key, Keys.Of(account));
    }

    [Theory]
    [InlineData("MA64 0115 1900 0001 2050 0053 4921")] // the sample of the IBAN registry
    [InlineData("MA64 001 810 0078000201106203 18")] // an account of the Treasury, as published
    public void IBANs_that_were_published_are_valid(string iban) => Assert.Equal(Proof.Checksum, Iban.Parse(iban).Proof);

    [Theory]
    [InlineData("007780000193400056789042", "rib_key")] // one digit changed
    [InlineData("007780001023400056789042", "rib_key")] // two digits swapped
    [InlineData("007780000123400056789043", "rib_key")]
    [InlineData("007780000000000000002100", "key_range", "00")] // a multiple of 97 all the same
    [InlineData("007780000000000000005398", "key_range", "98")]
    [InlineData("000000000000000000000000", "number_zero")]
    [InlineData("000000000000000000000097", "number_zero")] // no bank, no account
    [InlineData("00778000012340005678904", "rib_format", "23")]
    [InlineData("0077800001234000567890420", "rib_format", "25")]
    [InlineData("", "rib_format", "0")]
    [InlineData(null, "rib_format", "0")]
    [InlineData("00778000012340005678904O", "number_letters", "O")]
    [InlineData("007780000123400056789०42", "number_letters", "०")] // a digit of a script that is not Arabic
    [InlineData("MA65007780000123400056789042", "iban_check", "65")]
    [InlineData("MA42007780000193400056789042", "iban_check", "42")] // in order by ISO 13616, over a RIB that is not
    [InlineData("MA64007780000193400056789042", "rib_key")]
    [InlineData("MA6400778000012340005678904", "iban_length", "27")]
    [InlineData("MA6400778000012340005678904X", "number_letters", "X")]
    [InlineData("FR7630006000011234567890189", "iban_country", "FR")]
    public void What_is_wrong_with_a_RIB_is_said(string? text, string code, params string[] values) => Keys.Refused(Rib.Parse(text), code, values);

    [Theory]
    [InlineData("007780000123400056789042", "iban_country", "00")] // a RIB is no IBAN
    [InlineData("", "iban_country", "")]
    [InlineData("م", "iban_country", "م")]
    public void What_is_no_IBAN_at_all_is_of_no_country(string text, string code, string value) => Keys.Refused(Iban.Parse(text), code, value);

    [Theory]
    [InlineData("007 780 0001234000567890 42")]
    [InlineData(" 007780000123400056789042\t")]
    [InlineData("007\u00A0780\u00A00001234000567890\u202F42")]
    [InlineData("\u200F007780000123400056789042\u200E")]
    [InlineData("ma64 0077 8000 0123 4000 5678 9042")]
    [InlineData("٠٠٧٧٨٠٠٠٠١٢٣٤٠٠٠٥٦٧٨٩٠٤٢")]
    [InlineData("۰۰۷۷۸۰۰۰۰۱۲۳۴۰۰۰۵۶۷۸۹۰۴۲")]
    public void Blanks_marks_of_direction_and_the_beginning_of_the_IBAN_fall_away_and_Arabic_digits_are_digits(string typed) =>
        Keys.Taken("007780000123400056789042", Proof.Checksum, Rib.Parse(typed));

    [Fact]
    public void Of_all_keys_one_alone_is_right_and_its_IBAN_is_in_order_by_ISO_13616() => Keys.Ribs.Sample(rib =>
    {
        Assert.Equal([rib], Keys.All.Select(key => rib[..^2] + key).Where(each => Rib.Parse(each).Value is not null));
        Assert.Equal(1, BigInteger.Parse(rib + "221064", CultureInfo.InvariantCulture) % 97);
    });

    [Fact]
    public void Any_wrong_digit_and_any_two_neighbours_swapped_are_refused_in_a_RIB_and_in_an_IBAN() => Keys.Ribs.Sample(rib =>
    {
        Assert.All(Keys.Slips(rib), slip => Assert.Null(Rib.Parse(slip).Value));
        Assert.All(Keys.Slips("64" + rib), slip => Assert.Null(Iban.Parse("MA" + slip).Value));
    }, iter: 100);

    [Fact]
    public void The_programme_s_data_know_the_bank_of_its_own_account_and_are_sure_of_the_central_bank()
    {
        ProgrammeRules rules = Programmes.All[^1];

        Assert.Null(Rib.Parse(rules.Debtor.Rib, rules.Banks).Remark);
        Assert.Equal(("Bank Al-Maghrib", Confidence.High), (Rib.BankOf("001810007800020110620318", rules.Banks)!.Name.Fr, rules.Banks[0].Confidence));
    }

    [Fact]
    public void The_bank_of_a_RIB_is_found_by_its_first_three_digits_and_an_unknown_one_is_no_error()
    {
        Reading<string> known = Rib.Parse("225450010020030040050073", s_banks);
        Reading<string> unknown = Rib.Parse("007780000123400056789042", s_banks);

        Assert.Equal(s_banks[0], Rib.BankOf(known.Value!, s_banks));
        Assert.Null(known.Remark);
        Assert.Null(Rib.BankOf(unknown.Value!, s_banks));
        Assert.Equal((IdentifierRemark.UnknownBank, null), (unknown.Remark, unknown.Error));
        Assert.Null(Rib.Parse("0", s_banks).Remark);
    }
}
