using System.Globalization;
using System.Numerics;
using CsCheck;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class Mod97NumbersTests
{
    private static readonly Gen<string> s_accounts = Gen.Char['0', '9'].Array[22].Select(digits => new string(digits)).Where(digits => digits.Any(digit => digit != '0'));
    private static readonly Gen<string> s_enterprises = Gen.Char['0', '9'].Array[13].Select(digits => new string(digits)).Where(digits => digits.Any(digit => digit != '0'));

    [Theory]
    [InlineData("007780000123400056789042")]
    [InlineData("011810000001234567890136")]
    [InlineData("230640000000000000000180")]
    [InlineData("310810100002450000123448")]
    [InlineData("350330000098765432100035")]
    [InlineData("225450010020030040050073")]
    [InlineData("101010211112222333300079")]
    [InlineData("007780000000000000002197")] // the highest key
    [InlineData("007780000000000000005301")] // the lowest
    public void A_RIB_with_its_key_is_valid_and_its_IBAN_is_MA64_and_itself(string rib)
    {
        Assert.Equal((rib, null), Rib.Parse(rib));
        Assert.Equal("MA64" + rib, Rib.ToIban(rib));
        Assert.Equal((rib, null), Rib.Parse("MA64" + rib));
        Assert.True(IsIban(Rib.ToIban(rib)));
    }

    [Theory]
    [InlineData("007780000193400056789042", "rib_key")] // one digit changed
    [InlineData("007780001023400056789042", "rib_key")] // two digits swapped
    [InlineData("007780000123400056789043", "rib_key")]
    [InlineData("007780000000000000002100", "rib_key")] // 00 is no key, though a multiple of 97
    [InlineData("007780000000000000005398", "rib_key")] // nor is 98
    [InlineData("000000000000000000000000", "rib_key")]
    [InlineData("000000000000000000000097", "rib_key")] // no bank, no account
    [InlineData("00778000012340005678904", "rib_format")]
    [InlineData("0077800001234000567890420", "rib_format")]
    [InlineData("", "rib_format")]
    [InlineData(null, "rib_format")]
    [InlineData("00778000012340005678904O", "rib_format")]
    [InlineData("٠٠٧٧٨٠٠٠٠١٢٣٤٠٠٠٥٦٧٨٩٠٤٢", "rib_format")]
    [InlineData("MA65007780000123400056789042", "rib_format")] // a wrong check of the IBAN
    [InlineData("MA42007780000193400056789042", "rib_format")] // an IBAN in order over a RIB that is not
    public void What_is_no_RIB_is_refused(string? text, string error) => Assert.Equal((null, error), Rib.Parse(text));

    [Theory]
    [InlineData("007 780 0001234000567890 42")]
    [InlineData(" 007780000123400056789042\t")]
    [InlineData("007\u00A0780\u00A00001234000567890\u202F42")]
    [InlineData("ma64 0077 8000 0123 4000 5678 9042")]
    public void Spaces_and_the_beginning_of_the_IBAN_fall_away(string typed) =>
        Assert.Equal(("007780000123400056789042", null), Rib.Parse(typed));

    [Theory]
    [InlineData("001234567000062")]
    [InlineData("003210987000108")] // a second establishment
    [InlineData("000000123000074")]
    [InlineData("002284350000097")]
    [InlineData("001561191000066")]
    public void An_ICE_with_its_key_is_valid(string ice) => Assert.Equal((ice, null), Ice.Parse(ice));

    [Theory]
    [InlineData("001561191000065", "ice_key")]
    [InlineData("001516191000066", "ice_key")]
    [InlineData("002284350000000", "ice_key")]
    [InlineData("000000000000000", "ice_key")]
    [InlineData("00156119100006", "ice_format")]
    [InlineData("0015611910000660", "ice_format")]
    [InlineData("00156119100006A", "ice_format")]
    [InlineData(null, "ice_format")]
    public void What_is_no_ICE_is_refused(string? text, string error) => Assert.Equal((null, error), Ice.Parse(text));

    [Fact]
    public void An_ICE_may_be_typed_with_spaces_and_keeps_its_leading_zeros() =>
        Assert.Equal(("001561191000066", null), Ice.Parse("00 15 61 19 10 000 66"));

    [Fact]
    public void Of_all_keys_one_alone_is_right_and_its_IBAN_is_in_order() => s_accounts.Sample(account =>
    {
        string[] valid = [.. Keys().Select(key => account + key).Where(rib => Rib.Parse(rib).Number is not null)];

        Assert.Equal([account + Key(account)], valid);
        Assert.True(IsIban(Rib.ToIban(valid[0])));
    });

    [Fact]
    public void Of_all_keys_of_an_ICE_one_alone_is_right() => s_enterprises.Sample(enterprise =>
        Assert.Equal([enterprise + Key(enterprise)], Keys().Select(key => enterprise + key).Where(ice => Ice.Parse(ice).Number is not null)));

    [Fact]
    public void A_wrong_digit_or_two_neighbours_swapped_are_found() =>
        Gen.Select(s_accounts, Gen.Int[0, 22], Gen.Char['0', '9']).Sample((account, place, digit) =>
        {
            string rib = account + Key(account);
            string changed = rib.Remove(place, 1).Insert(place, digit.ToString());
            string swapped = rib.Remove(place, 2).Insert(place, string.Concat(rib[place + 1], rib[place]));

            Assert.Equal(changed == rib, Rib.Parse(changed).Number is not null);
            Assert.Equal(swapped == rib, Rib.Parse(swapped).Number is not null);
        }, iter: 1_000);

    private static IEnumerable<string> Keys() => Enumerable.Range(0, 100).Select(key => key.ToString("00", CultureInfo.InvariantCulture));

    // As banks compute it: 97 less the remainder of the number with 00 behind it.
    private static string Key(string digits) =>
        (97 - (BigInteger.Parse(digits, CultureInfo.InvariantCulture) * 100 % 97)).ToString("00", CultureInfo.InvariantCulture);

    // ISO 13616: the country and check behind, letters as numbers, and the remainder by 97 is 1.
    private static bool IsIban(string iban) =>
        BigInteger.Parse(string.Concat(iban[4..], "2210", iban[2..4]), CultureInfo.InvariantCulture) % 97 == 1;
}
