using CsCheck;
using Tasdir.Mail.Paper;

namespace Tasdir.Workflows.Tests.Mail.Paper;

/// <summary>The order in which words of both directions stand on a line, as Unicode Standard Annex 9 has it.</summary>
public sealed class BidiTextTests
{
    // In the second column as it stands on the paper, from left to right; Arabic letters are written as in logical order.
    [Theory]
    [InlineData(false, "abc 123", "abc 123")]
    [InlineData(false, "abc ابت def", "abc تبا def")]
    [InlineData(true, "ابت abc", "abc تبا")]
    [InlineData(true, "ابت 123", "123 تبا")]
    [InlineData(true, "ابت 1.234,50 جد", "دج 1.234,50 تبا")]
    [InlineData(true, "7 ابت 2026", "2026 تبا 7")]
    [InlineData(true, "ابت 50% جد", "دج %50 تبا")]
    [InlineData(true, "abc 50% جد", "دج abc 50%")]
    [InlineData(false, "ابت 50 % abc", "50 تبا % abc")]
    [InlineData(true, "ابت \u2068TSD-2026-10\u2069 جد", "دج TSD-2026-10 تبا")]
    [InlineData(true, "ابت 2026-10 جد", "دج 10-2026 تبا")]
    [InlineData(true, "ابت \u20681.000 درهم\u2069، جد", "دج ،مهرد 1.000 تبا")]
    [InlineData(false, "abc \u2068ابت 12\u2069 def", "abc 12 تبا def")]
    [InlineData(true, "ابت \u2068abc\u2069.", ".abc تبا")]
    [InlineData(false, "abc \u2068ابت\u2069.", "abc تبا.")]
    [InlineData(true, "", "")]
    public void Words_stand_on_paper_as_they_are_read(bool rightToLeft, string words, string seen) =>
        Assert.Equal(seen, Seen(BidiText.Of(words, rightToLeft)));

    [Theory]
    [InlineData("12 abc ابت", false)]
    [InlineData("12 ابت abc", true)]
    [InlineData("\u2068ابت\u2069 12 abc", false)]
    [InlineData("12 - 13", false)]
    public void A_line_of_somebody_s_own_words_runs_as_its_first_letter_does(string words, bool rightToLeft) =>
        Assert.Equal(rightToLeft, BidiText.Of(words, null).RightToLeft);

    [Fact]
    public void Every_character_is_shown_once_whatever_stands_beside_it() =>
        Gen.Char["abc اتب01,.-/()%€ \u2068\u2069\u064B\u00A0"].Array[0, 30].Select(chars => new string(chars)).Sample(words =>
        {
            BidiText text = BidiText.Of(words, true);
            int[] order = TextSetter.VisualOrder(text.Levels);
            Assert.Equal(Enumerable.Range(0, text.Runes.Count), order.Order());
            Assert.All(text.Levels, level => Assert.InRange(level, 1, 5));
        });

    private static string Seen(BidiText text) => string.Concat(TextSetter.VisualOrder(text.Levels).Select(i => text.Runes[i].ToString()));
}
