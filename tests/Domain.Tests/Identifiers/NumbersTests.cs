using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("40512378")]
    [InlineData("4051 2378")]
    [InlineData("٤٠٥١٢٣٧٨")]
    public void A_tax_identifier_has_eight_digits(string typed) => Keys.Taken("40512378", Proof.Format, TaxId.Parse(typed));

    [Fact]
    public void One_of_seven_digits_is_as_good_and_is_compared_with_a_zero_before_it()
    {
        Keys.Taken("1234567", Proof.Format, TaxId.Parse("1234567"));
        Assert.Equal(TaxId.Comparable("01234567"), TaxId.Comparable("1234567"));
        Assert.NotEqual(TaxId.Comparable("12345670"), TaxId.Comparable("1234567"));
    }

    [Theory]
    [InlineData("123456", "number_too_short", "7", "6")]
    [InlineData("123456789", "number_too_long", "8", "9")]
    [InlineData("00000000", "number_zero")]
    [InlineData("IF123456", "number_letters", "I")]
    [InlineData(null, "number_too_short", "7", "0")]
    public void What_is_wrong_with_a_tax_identifier_is_said(string? typed, string code, params string[] values) =>
        Keys.Refused(TaxId.Parse(typed), code, values);

    [Theory]
    [InlineData("1234567", null)]
    [InlineData("123456", IdentifierRemark.UnusualLength)]
    [InlineData("1234567890", IdentifierRemark.UnusualLength)]
    public void An_affiliation_to_the_CNSS_has_six_to_ten_digits_and_usually_seven(string typed, IdentifierRemark? remark)
    {
        Keys.Taken(typed, Proof.Format, Cnss.Parse(typed));
        Assert.Equal(remark, Cnss.Parse(typed).Remark);
    }

    [Theory]
    [InlineData("12345", "number_too_short", "6", "5")]
    [InlineData("12345678901", "number_too_long", "10", "11")]
    public void What_is_wrong_with_an_affiliation_is_said(string typed, string code, params string[] values) =>
        Keys.Refused(Cnss.Parse(typed), code, values);

    [Theory]
    [InlineData("JB123456", "JB123456")]
    [InlineData("jb 12345", "JB12345")]
    [InlineData("a1", "A1")]
    [InlineData("BK1234567", "BK1234567")]
    [InlineData("BE٧٦٥٤٣٢", "BE765432")]
    public void A_card_has_one_or_two_letters_and_up_to_seven_digits(string typed, string card) => Keys.Taken(card, Proof.Format, Cin.Parse(typed));

    [Theory]
    [InlineData("123456", "cin_letters")]
    [InlineData("ABC12345", "cin_letters")]
    [InlineData("ب123456", "cin_letters")]
    [InlineData("", "cin_letters")]
    [InlineData("JB", "number_too_short", "1", "0")]
    [InlineData("JB12345678", "number_too_long", "7", "8")]
    [InlineData("JB12-345", "number_letters", "-")]
    public void What_is_wrong_with_a_card_is_said(string typed, string code, params string[] values) => Keys.Refused(Cin.Parse(typed), code, values);

    [Theory]
    [InlineData("ae 2025/1234", "AE2025/1234")]
    [InlineData("0012345", "0012345")]
    public void The_register_of_auto_entrepreneurs_publishes_no_format(string typed, string number) =>
        Keys.Taken(number, Proof.Format, AutoEntrepreneurNumber.Parse(typed));

    [Theory]
    [InlineData(" ", "field_required")]
    [InlineData("number", "number_missing")]
    [InlineData("1234567890123456789012345678901", "text_too_long", "30")]
    public void And_yet_a_number_there_has_a_digit_and_an_end(string typed, string code, params string[] values) =>
        Keys.Refused(AutoEntrepreneurNumber.Parse(typed), code, values);
}
