using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Programme;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("2026-11-23", "23 novembre 2026", "23 نونبر 2026")]
    [InlineData("2027-01-01", "1er janvier 2027", "1 يناير 2027")]
    [InlineData("2027-02-02", "2 février 2027", "2 فبراير 2027")]
    [InlineData("2027-05-31", "31 mai 2027", "31 ماي 2027")]
    [InlineData("2027-07-30", "30 juillet 2027", "30 يوليوز 2027")]
    [InlineData("2027-08-14", "14 août 2027", "14 غشت 2027")]
    [InlineData("2027-09-09", "9 septembre 2027", "9 شتنبر 2027")]
    [InlineData("2027-12-31", "31 décembre 2027", "31 دجنبر 2027")]
    public void Dates_are_written_with_Moroccan_month_names_and_western_digits(string date, string french, string arabic)
    {
        DateOnly day = DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(french, Formats.Date(day, "fr"));
        Assert.Equal(arabic, Formats.Date(day, "ar"));
    }

    [Theory]
    [InlineData(0, "0,00_DH", "0,00_درهم")]
    [InlineData(5, "0,05_DH", "0,05_درهم")]
    [InlineData(99_999, "999,99_DH", "999,99_درهم")]
    [InlineData(14_400_000, "144_000,00_DH", "144.000,00_درهم")]
    [InlineData(123_456_789_01, "123_456_789,01_DH", "123.456.789,01_درهم")]
    [InlineData(-150_000, "-1_500,00_DH", "-1.500,00_درهم")]
    public void Amounts_keep_their_centimes_and_are_never_broken_over_lines(long centimes, string french, string arabic)
    {
        Assert.Equal(french.Replace('_', '\u00A0'), Formats.Amount(new Money(centimes), "fr"));
        Assert.Equal(arabic.Replace('_', '\u00A0'), Formats.Amount(new Money(centimes), "ar"));
    }
}
