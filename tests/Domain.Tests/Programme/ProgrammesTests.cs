using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Programme;

public sealed class ProgrammesTests
{
    private static readonly ProgrammeRules s_rules = Programmes.Version("2025-1");

    // One slip at a time, and what is said of it.
    private static readonly Dictionary<string, (ProgrammeRules Rules, string Sentence)> s_slips = new()
    {
        ["a region too few"] = (s_rules with { Regions = [.. s_rules.Regions.Skip(1)] }, "Morocco has twelve regions."),
        ["a region twice"] = (WithRegion(region => region with { Code = "02" }), "The region 02 is there twice."),
        ["a region without its nought"] = (WithRegion(region => region with { Code = "1" }), "The region 1 is two digits, as in references."),
        ["a region of letters"] = (WithRegion(region => region with { Code = "AB" }), "The region AB is two digits, as in references."),
        ["an empty envelope"] = (WithRegion(region => region with { Envelope = Money.Zero }), "Every region has an envelope."),
        ["a region without Arabic"] = (WithRegion(region => region with { Name = new("Nord", " ") }), "The text \"Nord \" lacks a language."),
        ["a scheme twice"] = (s_rules with { Schemes = [.. s_rules.Schemes, s_rules.Schemes[0]] }, "The scheme first-export is there twice."),
        ["a scheme without French"] = (WithScheme(scheme => scheme with { Name = new("", "تصدير") }), "The text \"تصدير\" lacks a language."),
        ["a rate of nothing"] = (WithScheme(scheme => scheme with { RatePercent = 0 }), "The rate of first-export is 1 to 100 per cent."),
        ["a rate above all"] = (WithScheme(scheme => scheme with { RatePercent = 101 }), "The rate of first-export is 1 to 100 per cent."),
        ["a ceiling of nothing"] = (WithScheme(scheme => scheme with { Ceiling = Money.Zero }), "The ceiling of first-export is above zero."),
        ["tranches of 99 per cent"] = (WithScheme(scheme => scheme with { Tranches = [40, 59] }), "The tranches of first-export add up to 100 per cent."),
        ["a tranche of nothing"] = (WithScheme(scheme => scheme with { Tranches = [100, 0] }), "The tranches of first-export add up to 100 per cent."),
        ["a scheme for nobody"] = (WithScheme(scheme => scheme with { Applicants = [] }), "Somebody can apply for first-export."),
        ["a document of no kind"] = (WithDocument(new("photo")), "first-export asks for photo, which is no kind of document."),
        ["a document for the tranche before the first"] = (WithDocument(new("statutes", Tranche: 0)), "first-export asks for statutes in a tranche it does not have."),
        ["a document for the tranche after the last"] = (WithDocument(new("statutes", Tranche: 3)), "first-export asks for statutes in a tranche it does not have."),
        ["a kind of document twice"] = (s_rules with { Documents = [.. s_rules.Documents, s_rules.Documents[0]] }, "The document statutes is there twice."),
        ["a document without Arabic"] = (s_rules with { Documents = [.. s_rules.Documents, new("photo", new("Photo", ""))] }, "The text \"Photo\" lacks a language."),
        ["no chair"] = (WithSeats(seats => [.. seats.Select(seat => seat with { Chair = false })]), "A committee has one chair."),
        ["two chairs"] = (WithSeats(seats => [.. seats.Select(seat => seat with { Chair = seat.Code is "delegation" or "chamber" })]), "A committee has one chair."),
        ["fewer seats than the quorum"] = (WithSeats(seats => [.. seats.Take(2)]), "A committee has as many seats as its quorum."),
        ["one seat in both committees"] = (WithSeats(seats => [.. seats, s_rules.Committees.National[1]]), "The seat budget is there twice."),
        ["a seat without Arabic"] = (WithSeats(seats => [.. seats, new("port", new("Port", ""), "port@tasdir.example")]), "The text \"Port\" lacks a language."),
        ["no quorum"] = (s_rules with { Committees = s_rules.Committees with { Quorum = 0 } }, "A quorum is one vote or more."),
        ["61 days to decide"] = (WithDeadlines(deadlines => deadlines with { DecisionDays = 61 }), "Law 55-19 allows at most 60 days for a decision."),
        ["no days to decide"] = (WithDeadlines(deadlines => deadlines with { DecisionDays = 0 }), "Law 55-19 allows at most 60 days for a decision."),
        ["no time for the complement"] = (WithDeadlines(deadlines => deadlines with { ComplementDays = 0 }), "ComplementDays is one day or more."),
        ["no time to vote"] = (WithDeadlines(deadlines => deadlines with { VoteWorkingDays = 0 }), "VoteWorkingDays is one day or more."),
        ["an extension of no time"] = (WithDeadlines(deadlines => deadlines with { VoteExtensionWorkingDays = 0 }), "VoteExtensionWorkingDays is one day or more."),
        ["no time to answer"] = (WithDeadlines(deadlines => deadlines with { AnswerDays = 0 }), "AnswerDays is one day or more."),
        ["no time to sign"] = (WithDeadlines(deadlines => deadlines with { SignatureDays = 0 }), "SignatureDays is one day or more."),
        ["no time for a proof"] = (WithDeadlines(deadlines => deadlines with { ProofDays = 0 }), "ProofDays is one day or more."),
        ["no time to pay"] = (WithDeadlines(deadlines => deadlines with { PaymentDays = -1 }), "PaymentDays is one day or more."),
        ["no time to appeal"] = (WithDeadlines(deadlines => deadlines with { AppealDays = 0 }), "AppealDays is one day or more."),
        ["a reminder too late"] = (WithDeadlines(deadlines => deadlines with { Reminders = new Dictionary<Ask, IReadOnlyList<int>> { [Ask.Proof] = [7, -1] } }), "A reminder of Proof comes before the due date."),
        ["a wrong account"] = (s_rules with { Debtor = s_rules.Debtor with { Rib = "310810100002450000123449" } }, "The debtor's RIB is not valid."),
        ["a wrong bank"] = (s_rules with { Debtor = s_rules.Debtor with { Bic = "TGRXMAM" } }, "The debtor's BIC is not valid."),
    };

    public static TheoryData<string> Slips => [.. s_slips.Keys];

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_in_the_data_is_found_and_nothing_else_is(string slip) =>
        Assert.Equal($"2025-1: {s_slips[slip].Sentence}", Assert.Single(Programmes.Check(s_slips[slip].Rules)));

    [Fact]
    public void The_data_as_they_are_have_no_slip() => Assert.Empty(Programmes.All.SelectMany(Programmes.Check));

    [Fact]
    public void The_twelve_regions_share_a_hundred_million_dirhams_to_the_centime()
    {
        Assert.Equal(["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"], s_rules.Regions.Select(region => region.Code));
        Assert.Equal(Money.FromMad(100_000_000).Centimes, s_rules.Regions.Sum(region => region.Envelope.Centimes));
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
        Assert.Equal("comite-10-ccis@tasdir.example", s_rules.Committees.Seat("chamber").MailboxIn("10"));
        Assert.Empty(s_rules.Deadlines.RemindersBefore(Ask.Funds));
    }

    private static ProgrammeRules WithRegion(Func<Region, Region> slip) => s_rules with { Regions = [slip(s_rules.Regions[0]), .. s_rules.Regions.Skip(1)] };

    private static ProgrammeRules WithScheme(Func<Scheme, Scheme> slip) => s_rules with { Schemes = [slip(s_rules.Schemes[0]), .. s_rules.Schemes.Skip(1)] };

    private static ProgrammeRules WithDocument(DocumentRequirement slip) => WithScheme(scheme => scheme with { Documents = [.. scheme.Documents, slip] });

    private static ProgrammeRules WithDeadlines(Func<Deadlines, Deadlines> slip) => s_rules with { Deadlines = slip(s_rules.Deadlines) };

    private static ProgrammeRules WithSeats(Func<IReadOnlyList<Seat>, IReadOnlyList<Seat>> slip) =>
        s_rules with { Committees = s_rules.Committees with { Regional = slip(s_rules.Committees.Regional) } };
}
