using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Programme;

public sealed class ProgrammesTests
{
    private static readonly ProgrammeRules s_rules = Programmes.Version("2025-1");

    [Fact]
    public void The_twelve_regions_share_a_hundred_million_dirhams_to_the_centime()
    {
        Assert.Equal(["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"], s_rules.Regions.Select(region => region.Code));
        Assert.Equal(Money.FromMad(100_000_000).Centimes, s_rules.Regions.Sum(region => region.Envelope.Centimes));
    }

    [Theory]
    [InlineData("01", 4_030_222, 10.6)]
    [InlineData("06", 7_688_967, 32.2)]
    [InlineData("11", 451_028, 2.21)]
    public void A_region_has_its_people_and_its_share_of_the_product_with_year_and_source(string code, int people, double share)
    {
        Region region = s_rules.Region(code);

        Assert.Equal((people, 2024), (region.Population.Value, region.Population.Year));
        Assert.Equal(((decimal)share, 2023), (region.GdpShare.Value, region.GdpShare.Year));
        Assert.Equal(code == "11", region.GdpShare.Estimate);
        Assert.Contains("HCP", region.Population.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_in_Tifinagh_are_given_where_they_are_known()
    {
        Assert.Equal("ⵙⵓⵙ-ⵎⴰⵙⵙⴰ", s_rules.Region("09").Tifinagh);
        Assert.All(s_rules.Regions, region => Assert.True(region.Tifinagh?.All(letter => letter is ' ' or '-' or (>= '\u2D30' and <= '\u2D7F')) != false));
    }

    [Theory]
    [InlineData("2025-06-01")] // the first day
    [InlineData("2026-11-24")]
    [InlineData("2099-12-31")]
    public void An_application_goes_by_the_version_in_force_on_its_day(string day) =>
        Assert.Equal("2025-1", Programmes.Current(Dates.On(day)).Version);

    [Fact]
    public void Before_the_programme_began_there_are_no_rules_and_a_version_is_one_that_there_is()
    {
        Assert.Throws<InvalidOperationException>(() => Programmes.Current(new(2025, 5, 31)));
        Assert.Throws<KeyNotFoundException>(() => Programmes.Version("2024-1"));
        Assert.Equal(Programmes.All.OrderBy(rules => rules.EffectiveFrom), Programmes.All);
    }

    [Fact]
    public void What_the_rules_do_not_have_is_not_found()
    {
        Assert.Equal("Guelmim-Oued Noun", s_rules.Region("10").Name.In("fr"));
        Assert.Equal("كلميم - واد نون", s_rules.Region("10").Name.In("ar"));
        Assert.Throws<KeyNotFoundException>(() => s_rules.Region("13"));
        Assert.Throws<KeyNotFoundException>(() => s_rules.Scheme("second-export"));
        Assert.Throws<KeyNotFoundException>(() => s_rules.Document("photo"));
        Assert.Equal("comite-10-ccis@tasdir.example", s_rules.Committees.TrySeat("10", "chamber")!.MailboxIn("10"));
        Assert.Equal("comite-10-ccis-suppleant@tasdir.example", s_rules.Committees.TrySeat("10", "chamber")!.AlternateIn("10"));
        Assert.Empty(s_rules.Deadlines.RemindersBefore(Ask.Funds));
        Assert.Equal([15, 5, 1], s_rules.Deadlines.RemindersBefore(Ask.Complement));
    }

    [Theory]
    [InlineData("0901", "vegetable")]
    [InlineData("15", "oils")]
    [InlineData("64", "footwear")]
    [InlineData("97", "art")]
    [InlineData("77", "metals")]
    [InlineData("1x", null)]
    [InlineData("98", null)]
    [InlineData("00", null)]
    public void A_chapter_of_the_harmonised_system_is_in_one_family_or_none(string chapter, string? family) =>
        Assert.Equal(family, s_rules.FamilyOf(chapter[..2])?.Code);

    [Theory]
    [InlineData(0, "very-small")]
    [InlineData(2_999_999, "very-small")]
    [InlineData(3_000_000, "small")]
    [InlineData(174_999_999, "medium")]
    [InlineData(175_000_000, "large")]
    public void A_class_of_size_names_whose_definition_it_is(int turnover, string code)
    {
        SizeClass size = Assert.Single(s_rules.Sizes, size => size.Definition == "OMTPME" && size.Holds(Money.FromMad(turnover)));

        Assert.Equal(code, size.Code);
    }

    [Fact]
    public void A_rate_changed_in_mid_year_holds_for_what_is_filed_from_then_on_and_a_case_keeps_the_rate_it_was_filed_under()
    {
        ProgrammeData data = ProgrammeFiles.RateOf70From("2026-07-01");
        SampleCase before = Filed(data, new DateOnly(2026, 6, 30));
        SampleCase after = Filed(data, new DateOnly(2026, 7, 1));

        Assert.Equal(("2025-1", Money.FromMad(144_000)), (before.File.ProgrammeVersion, before.File.Sessions[0].Amount));
        Assert.Equal(("2026-2", Money.FromMad(126_000)), (after.File.ProgrammeVersion, after.File.Sessions[0].Amount));

        SampleCase decided = before with { Rules = data.Version(before.File.ProgrammeVersion!) };
        decided = decided.After(3).Vote(VoteChoice.Approve).Do(Reviews.Close);
        Assert.Equal(Money.FromMad(144_000), decided.File.Granted);
    }

    private static SampleCase Filed(ProgrammeData data, DateOnly day)
    {
        SampleCase draft = SampleCase.Begin() with { Rules = data.On(day), Now = new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero) };
        SampleCase filed = draft.BringFile().Do(Applications.Submit);
        return (filed with { Rules = data.Version(filed.File.ProgrammeVersion!) })
            .Record(new CheckOpened()).Judge()
            .Do((file, now) => DocumentCheck.Conclude(file, now.Rules))
            .Do(Reviews.Open);
    }
}
