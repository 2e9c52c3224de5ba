using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Committees;

/// <summary>What a session may grant: of the lines that were filed, on the day of submission, under what the enterprise's other cases leave.</summary>
public sealed class PriorAidTests
{
    private const string Ice = "003210987000108";

    [Fact]
    public void The_amount_is_that_of_the_lines()
    {
        ReviewOpened opened = Open(SampleCases.In(S.Admissible, SampleForm.Itemised));

        Assert.Equal((Money.FromMad(160_000), null), (opened.Amount, opened.PriorAid));
        Assert.Equal(Money.FromMad(80_000 * 0.8m), Open(SampleCases.In(S.Admissible, SampleForm.Itemised with
        {
            PlanCost = Money.FromMad(80_000),
            Plan = [new("samples", Money.FromMad(30_000)), new("trademark", Money.FromMad(50_000))],
        })).Amount);
    }

    [Fact]
    public void A_quote_that_was_valid_on_the_day_of_submission_counts_on_whatever_day_the_committee_meets()
    {
        SampleCase admissible = SampleCases.In(S.Admissible, SampleForm.Itemised);
        SampleCase late = admissible.After(120);

        Assert.True(SampleForm.Itemised.Plan![0].Quotes![0].ValidUntil < late.Circumstances.Today);
        Assert.Equal(Money.FromMad(160_000), Open(late).Amount);
        Assert.Equal(Money.FromMad(112_000), Support.Compute(SampleForm.Itemised, late.Rules, late.Circumstances.Today).Amount);
    }

    [Fact]
    public void Aid_of_the_year_counts_towards_its_ceiling_and_the_log_says_which()
    {
        PriorAid earlier = Granted(500_000);

        ReviewOpened opened = Open(SampleCases.In(S.Admissible), earlier);

        Assert.Equal(Money.FromMad(100_000), opened.Amount);
        Assert.Equal([earlier], opened.PriorAid!);
    }

    [Fact]
    public void The_year_is_that_of_submission_even_if_the_committee_meets_in_the_next()
    {
        SampleCase admissible = SampleCases.In(S.Admissible).After(365);

        Assert.Equal(Money.FromMad(100_000), Open(admissible, Granted(500_000)).Amount);
        Assert.Equal(Money.FromMad(144_000), Open(admissible, Granted(500_000) with { Year = 2027 }).Amount);
    }

    [Fact]
    public void Aid_of_another_year_or_scheme_counts_over_the_whole_programme()
    {
        SampleCase admissible = SampleCases.In(S.Admissible);

        Assert.Equal(Money.FromMad(144_000), Open(admissible, Granted(500_000) with { Year = 2025 }).Amount);
        Assert.Equal(Money.FromMad(144_000), Open(admissible, Granted(599_000) with { Scheme = "social-economy" }).Amount);
        Assert.Equal(Money.FromMad(50_000), Open(admissible, Granted(800_000) with { Year = 2025 }, Granted(650_000) with { Scheme = "social-economy" }).Amount);
    }

    [Fact]
    public void Aid_for_a_measure_counts_towards_the_measure_s_own_ceiling_of_the_year()
    {
        SampleCase admissible = SampleCases.In(S.Admissible, SampleForm.Itemised);

        Assert.Equal(Money.FromMad(50_000 + 72_000), Open(admissible, Granted(250_000) with { Measure = "fairs" }).Amount);
        Assert.Equal(Money.FromMad(160_000), Open(admissible, Granted(250_000) with { Measure = "coaching" }).Amount);
    }

    [Fact]
    public void Another_establishment_of_the_enterprise_counts_and_another_enterprise_does_not()
    {
        string establishment = Ice[..9] + "0002";
        string elsewhere = "0015611910000";
        PriorAid sister = Granted(500_000) with { Ice = establishment + Identifiers.Keys.Of(establishment) };
        PriorAid stranger = Granted(500_000) with { Ice = elsewhere + Identifiers.Keys.Of(elsewhere) };

        Assert.Equal([sister], Open(SampleCases.In(S.Admissible), sister, stranger).PriorAid!);
        Assert.Null(Open(SampleCases.In(S.Admissible), stranger).PriorAid);
    }

    [Fact]
    public void Where_the_ceilings_leave_nothing_a_committee_can_only_refuse_or_ask()
    {
        SampleCase session = SampleCases.In(S.Admissible).Do((file, now) => Reviews.Open(file, now with { Received = [Granted(600_000)] }));

        Assert.Equal(Money.Zero, session.File.Sessions[0].Amount);
        Vote(VoteChoice.Approve).RefusedWith(RefusalCodes.NothingToGrant, "choice");
        Vote(VoteChoice.Reject).Fact<VoteCast>();
        Vote(VoteChoice.Defer).Fact<VoteCast>();
        Assert.Contains(Vote(VoteChoice.Conflict).Events, fact => fact is VoteCast);

        Outcome Vote(VoteChoice choice) => Sitting.Vote(session.File, new VoteCast(1, "chamber", choice, null, "Plafond atteint"), null, session.Circumstances);
    }

    [Fact]
    public void What_was_granted_while_the_committee_sat_leaves_less_to_grant_and_the_applicant_is_told()
    {
        SupportDecided decided = Close(SampleForm.Complete, Granted(500_000));

        Assert.Equal((ReviewResult.PartlyApproved, Money.FromMad(100_000)), (decided.Result, decided.Amount));
        Assert.Equal([Granted(500_000)], decided.PriorAid!);
        Assert.Contains("100\u00a0000,00", Assert.Single(decided.Reasons).Replace('\u202f', '\u00a0'), StringComparison.Ordinal);
        Assert.Matches(@"\p{IsArabic}", Assert.Single(Close(SampleForm.Complete with { Language = "ar" }, Granted(500_000)).Reasons));
    }

    [Fact]
    public void What_members_said_for_a_grant_in_full_is_no_reason_why_the_ceilings_leave_less()
    {
        Assert.Single(Close(SampleForm.Complete, Granted(500_000), reason: "Excellent dossier").Reasons);
        Assert.Equal("Devis élevé", Close(SampleForm.Complete, Granted(500_000), Money.FromMad(120_000), "Devis élevé").Reasons[0]);
    }

    [Fact]
    public void What_leaves_nothing_while_the_committee_sat_makes_its_grant_a_refusal()
    {
        SupportDecided decided = Close(SampleForm.Complete, Granted(600_000));

        Assert.Equal((ReviewResult.Rejected, null), (decided.Result, decided.Amount));
        Assert.Contains("plafonds", Assert.Single(decided.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_meeting_s_grant_that_the_ceilings_turn_into_a_refusal_has_no_rank()
    {
        const string meeting = "meeting-10-20260127";
        SampleCase session = SampleCases.In(S.Committee).Do((file, _) => Sitting.PlaceOnAgenda(file, meeting, new DateOnly(2026, 1, 27))).Vote(VoteChoice.Approve);

        Assert.Equal((ReviewResult.Rejected, null), Ranked(600_000));
        Assert.Equal((ReviewResult.PartlyApproved, 1), Ranked(500_000));

        (ReviewResult, int?) Ranked(decimal meanwhile)
        {
            SupportDecided decided = Reviews.CloseInMeeting(session.File, meeting, rank: 1, session.Circumstances with { Received = [Granted(meanwhile)] }).Fact<SupportDecided>();
            return (decided.Result, decided.Rank);
        }
    }

    [Fact]
    public void A_decision_within_what_the_ceilings_leave_stands_as_it_was_voted()
    {
        Assert.Equal((ReviewResult.Approved, Money.FromMad(144_000), null), Told(Close(SampleForm.Complete, Granted(456_000))));
        Assert.Equal((ReviewResult.PartlyApproved, Money.FromMad(90_000), null), Told(Close(SampleForm.Complete, Granted(500_000), Money.FromMad(90_000))));

        static (ReviewResult, Money?, object?) Told(SupportDecided decided) => (decided.Result, decided.Amount, decided.PriorAid);
    }

    [Theory]
    [InlineData(S.Approved, 88_000, 40_000, 32_000)]
    [InlineData(S.PartlyApproved, 55_000, 25_000, 20_000)] // one amount for all lines, as they are to each other
    [InlineData(S.Closed, 88_000, 40_000, 32_000)]
    public void What_is_granted_counts_elsewhere_by_measure(CaseState state, int fairs, int certification, int packaging)
    {
        SampleCase granted = SampleCases.In(state, SampleForm.Itemised);

        Assert.Equal(
            [Of("fairs", fairs), Of("certification", certification), Of("packaging", packaging)],
            PriorAid.Of(granted.File, granted.Rules));

        PriorAid Of(string measure, int mad) => new(SampleCase.Reference, Ice, "first-export", 2026, Money.FromMad(mad), measure);
    }

    [Fact]
    public void A_measure_has_no_more_of_a_grant_than_its_own_ceiling_gives_it()
    {
        SupportResult support = Payments.Plans.Compute(
            "first-export", Payments.Plans.Cooperative, Payments.Plans.Quoted("fairs", 300_000, 300_000, 300_000, 300_000), Payments.Plans.Line("samples", 50_000));

        Assert.Equal(Money.FromMad(240_000), support.Amount); // 240 000 under 200 000, and 40 000
        Assert.Equal([("fairs", Money.FromMad(100_000)), ("samples", Money.FromMad(20_000))], support.ByMeasure(Money.FromMad(120_000)));
    }

    [Fact]
    public void A_plan_that_is_not_itemised_counts_without_a_measure() => Assert.Equal(
        [new PriorAid(SampleCase.Reference, Ice, "first-export", 2026, Money.FromMad(144_000))],
        PriorAid.Of(SampleCases.In(S.WaitingList).File, Programmes.Version("2025-1")));

    [Theory]
    [InlineData(S.Draft)]
    [InlineData(S.Committee)]
    [InlineData(S.Deferred)]
    [InlineData(S.Rejected)]
    [InlineData(S.Withdrawn)]
    [InlineData(S.Expired)] // granted, and never signed
    public void Where_nothing_is_granted_nothing_counts(CaseState state) =>
        Assert.Empty(PriorAid.Of(SampleCases.In(state).File, Programmes.Version("2025-1")));

    [Fact]
    public void Of_a_case_that_ended_before_its_time_what_was_paid_counts()
    {
        SampleCase second = SampleCases.In(S.TrancheSettled).Do((file, now) => Payouts.Open(file, 2, now));
        SampleCase expired = second.Record(new RequestExpired(new(Ask.Proof, second.File.ProofRounds)));

        Assert.Equal(S.Expired, expired.File.State);
        Assert.Equal(Money.FromMad(57_600), Assert.Single(PriorAid.Of(expired.File, expired.Rules)).Amount);
    }

    private static PriorAid Granted(decimal mad) => new("TSD-2026-10-00000V", Ice, "first-export", 2026, Money.FromMad(mad));

    private static SupportDecided Close(ApplicationForm form, PriorAid meanwhile, Money? voted = null, string? reason = null)
    {
        SampleCase session = SampleCases.In(S.Committee, form).Vote(VoteChoice.Approve, voted, reason);
        return Reviews.Close(session.File, session.Circumstances with { Received = [meanwhile] }).Fact<SupportDecided>();
    }

    private static ReviewOpened Open(SampleCase admissible, params PriorAid[] received) =>
        Reviews.Open(admissible.File, admissible.Circumstances with { Received = received }).Fact<ReviewOpened>();
}
