using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>Members say when they are away, and who acts for them.</summary>
public sealed class AbsencesTests
{
    private static readonly Mandate s_mandate = new(DateOnly.MinValue, "membre@cri.example", "suppleant@ccis.example");
    private static readonly DateOnly s_today = new(2026, 3, 2);

    [Theory]
    [InlineData("suppleant@ccis.example")] // the alternate, of whatever administration
    [InlineData("Suppleant@CCIS.example")]
    [InlineData("collegue@cri.example")]
    [InlineData("collegue@CRI.EXAMPLE")]
    [InlineData("prenom.o'nom+comite@cri.example")]
    public void Who_acts_is_the_alternate_or_of_the_member_s_own_administration(string substitute) =>
        Assert.Empty(Check(substitute, s_today, s_today));

    [Theory]
    [InlineData("collegue@ailleurs.example")]
    [InlineData("collegue@sub.cri.example")]
    [InlineData("collegue@ailleurs.example@cri.example")]
    [InlineData("membre@cri.example")] // who is away
    [InlineData("@cri.example")]
    [InlineData("a b@cri.example")]
    [InlineData("a|b@cri.example")]
    [InlineData("collègue@cri.example")]
    [InlineData("a..b@cri.example")]
    [InlineData(".collegue@cri.example")]
    [InlineData("collegue.@cri.example")]
    [InlineData("collegue(absent)@cri.example")]
    [InlineData("collegue:x@cri.example")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f123456789-12345@cri.example")] // longer than a local part may be
    [InlineData("cri.example")]
    public void Nobody_else_does(string substitute)
    {
        Refusal refusal = Assert.Single(Check(substitute, s_today, s_today));
        Assert.Equal((RefusalCodes.DelegateNotAllowed, "delegate", "cri.example"), (refusal.Code, refusal.Field, refusal.Values[0]));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(10, 375, null)]
    [InlineData(-1, 5, "from")] // yesterday
    [InlineData(5, 4, "until")]
    [InlineData(0, 366, "until")] // a year and a day
    public void An_absence_begins_today_or_later_ends_after_it_begins_and_lasts_a_year_at_most(int from, int until, string? field)
    {
        IReadOnlyList<Refusal> wrong = Check("suppleant@ccis.example", s_today.AddDays(from), s_today.AddDays(until));

        Assert.Equal(field is null ? [] : [(RefusalCodes.AbsencePeriod, field)], wrong.Select(refusal => (refusal.Code, refusal.Field)));
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Assert.Equal(["from", "until", "delegate"], Check(" ", null, null).Select(refusal => refusal.Field!));

    [Fact]
    public void An_absence_that_is_ended_is_over_at_once()
    {
        Delegation away = new("chamber", "membre@cri.example", "collegue@cri.example", s_today, s_today.AddDays(5), default);

        Assert.False(new Absence("1", away).IsOver(s_today));
        Assert.True(new Absence("1", away with { Until = Absences.EndedEarly(s_today) }).IsOver(s_today));
        Assert.True(new Absence("1", away with { From = s_today.AddDays(3), Until = Absences.EndedEarly(s_today) }).IsOver(s_today.AddDays(-9)));
    }

    private static IReadOnlyList<Refusal> Check(string substitute, DateOnly? from, DateOnly? until) =>
        Absences.Check(s_mandate, substitute, from, until, s_today);
}
