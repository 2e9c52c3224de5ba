using CsCheck;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class IceTests
{
    [Theory]
    [InlineData("0012345670000", "62")]
    [InlineData("0032109870001", "08")] // a second establishment
    [InlineData("0000001230000", "74")]
    [InlineData("0022843500000", "97")]
    [InlineData("0015611910000", "66")]
    public void An_ICE_with_its_key_is_valid(string number, string key)
    {
        Keys.Taken(number + key, Proof.Checksum, Ice.Parse(number + key));
        Assert.Equal(key, Keys.Of(number));
    }

    [Theory]
    [InlineData("001561191000065", "ice_key")] // it should be 66
    [InlineData("001516191000066", "ice_key")] // two digits swapped
    [InlineData("002284350000000", "key_range", "00")]
    [InlineData("002284350000098", "key_range", "98")]
    [InlineData("000000000000000", "number_zero")]
    [InlineData("00156119100006", "ice_format", "14")]
    [InlineData("0015611910000660", "ice_format", "16")]
    [InlineData("00156119100006A", "number_letters", "A")]
    [InlineData("00156119100006\uD800", "number_letters", "\uFFFD")]
    [InlineData("", "ice_format", "0")]
    [InlineData(null, "ice_format", "0")]
    public void What_is_wrong_with_an_ICE_is_said(string? text, string code, params string[] values) => Keys.Refused(Ice.Parse(text), code, values);

    [Theory]
    [InlineData("00 15 61 19 10 000 66", "001561191000066")]
    [InlineData("٠٠١٥٦١١٩١٠٠٠٠٦٦", "001561191000066")]
    [InlineData("00 21 36 09 30 00 040", "002136093000040")]
    public void An_ICE_may_be_typed_with_blanks_or_on_an_Arabic_keyboard_and_keeps_its_leading_zeros(string typed, string ice) =>
        Keys.Taken(ice, Proof.Checksum, Ice.Parse(typed));

    [Fact]
    public void Of_all_keys_one_alone_is_right() => Keys.Ices.Sample(ice =>
        Assert.Equal([ice], Keys.All.Select(key => ice[..^2] + key).Where(each => Ice.Parse(each).Value is not null)));

    [Fact]
    public void Any_wrong_digit_and_any_two_neighbours_swapped_are_refused() =>
        Keys.Ices.Sample(ice => Assert.All(Keys.Slips(ice), slip => Assert.Null(Ice.Parse(slip).Value)), iter: 100);

    [Theory]
    [InlineData("001561191000065")]
    [InlineData("002284350000000")]
    public void A_key_that_fails_stands_on_a_document_with_a_remark(string ice)
    {
        Reading<string> stands = Ice.WithDocument(Ice.Parse(ice));

        Keys.Taken(ice, Proof.Document, stands);
        Assert.Equal(IdentifierRemark.KeyOverridden, stands.Remark);
    }

    [Fact]
    public void A_document_proves_a_right_number_more_and_makes_no_number_of_what_is_none()
    {
        Reading<string> proved = Ice.WithDocument(Ice.Parse("001561191000066"));

        Keys.Taken("001561191000066", Proof.Document, proved);
        Assert.Null(proved.Remark);
        Assert.Equal(Proof.Register, proved.ProvedBy(Proof.Register).ProvedBy(Proof.Document).Proof);
        Keys.Refused(Ice.WithDocument(Ice.Parse("00156119100006")), "ice_format", "14");
        Keys.Refused(Ice.WithDocument(Ice.Parse("000000000000000")), "number_zero");
    }

    [Fact]
    public void Establishments_of_one_enterprise_are_duplicates_of_each_other()
    {
        (string Reference, string Ice)[] cases =
        [
            ("TSD-1", "003210987000108"), ("TSD-2", "001561191000066"), ("TSD-3", "003210987" + "0000" + Keys.Of("0032109870000")),
        ];

        IGrouping<string, (string Reference, string)> enterprise = Assert.Single(Ice.Duplicates(cases, each => each.Ice));

        Assert.Equal("003210987", enterprise.Key);
        Assert.Equal(["TSD-1", "TSD-3"], enterprise.Select(each => each.Reference));
    }
}
