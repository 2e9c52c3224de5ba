using CsCheck;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Documents;

public sealed class DocumentCheckTests
{
    private static readonly string[] s_ofEverybody = ["ice-attestation", "tax-attestation", "rib-certificate", "action-plan", "sworn-statement", "signatory-id"];

    [Theory]
    [InlineData(ApplicantKind.Company, "statutes", "register-extract")]
    [InlineData(ApplicantKind.SoleTrader, "register-extract")]
    [InlineData(ApplicantKind.AutoEntrepreneur, "auto-entrepreneur-card")]
    [InlineData(ApplicantKind.Artisan, "craft-card")]
    [InlineData(ApplicantKind.Cooperative, "statutes", "register-extract")]
    [InlineData(ApplicantKind.Association, "statutes", "association-receipt")]
    [InlineData(ApplicantKind.EconomicInterestGroup, "statutes", "register-extract")]
    public void Each_kind_of_applicant_is_asked_for_the_papers_that_it_has(ApplicantKind kind, params string[] own)
    {
        SampleCase draft = SampleCase.Begin(SampleForm.Complete with { Kind = kind });

        Assert.Equal(
            own.Concat(s_ofEverybody).Order(),
            DocumentCheck.Asked(draft.File, draft.Rules).Where(asked => asked.Required).Select(asked => asked.Kind).Order());
    }

    [Fact]
    public void For_a_tranche_only_what_belongs_to_it_is_asked_for()
    {
        SampleCase draft = SampleCase.Begin();

        Assert.Equal("commitment-letter", Assert.Single(DocumentCheck.Asked(draft.File, draft.Rules, 1)).Kind);
        Assert.Equal("expense-proof", Assert.Single(DocumentCheck.Asked(draft.File, draft.Rules, 2)).Kind);
    }

    [Fact]
    public void A_document_is_accepted_or_refused_with_a_reason()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);

        Assert.Equal(new DocumentAccepted("d1"), Judge(check, "d1", true).Fact<DocumentAccepted>());
        Assert.Equal(new DocumentRefused("d1", "Illisible", RefusalReason.Illegible), Judge(check, "d1", false, " Illisible ").Fact<DocumentRefused>());
        Judge(check, "d1", false, " ").RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Judge(check, "d99", true).RefusedWith(RefusalCodes.DocumentUnknown);
    }

    [Fact]
    public void A_verdict_can_be_changed_and_an_acceptance_repeated_changes_nothing()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);
        SampleCase accepted = check.Record(new DocumentAccepted("d1"));
        SampleCase refused = check.Record(new DocumentRefused("d1", "Illisible"));

        Judge(accepted, "d1", true).ChangesNothing();
        Judge(accepted, "d1", false, "Illisible").Fact<DocumentRefused>();
        Judge(refused, "d1", true).Fact<DocumentAccepted>();
        CaseDocument judged = refused.Record(new DocumentAccepted("d1")).File.Documents[0];
        Assert.Equal((Verdict.Accepted, null), (judged.Verdict, judged.Reason));
    }

    [Fact]
    public void Only_the_latest_of_each_kind_that_is_asked_for_is_judged()
    {
        SampleCase check = SampleCases.In(S.Draft).BringFile().Bring("statutes", "craft-card").Do(Applications.Submit).Record(new CheckOpened());

        Assert.Equal("d9", check.File.Latest("statutes")!.Id);
        Judge(check, "d1", true).RefusedWith(RefusalCodes.DocumentUnknown);
        Judge(check, check.File.Latest("craft-card")!.Id, true).RefusedWith(RefusalCodes.DocumentUnknown);
        Judge(check, "d9", true).Fact<DocumentAccepted>();
    }

    [Fact]
    public void The_check_is_pending_until_every_document_has_its_verdict()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);
        SampleCase allButOne = check.File.Documents.Skip(1).Aggregate(check, (soFar, document) => soFar.Record(new DocumentAccepted(document.Id)));

        Assert.Equal(CheckResult.Pending, Result(check));
        Assert.Equal(CheckResult.Pending, Result(allButOne));
        Assert.Equal(CheckResult.Complete, Result(allButOne.Record(new DocumentAccepted("d1"))));
        Assert.Equal(CheckResult.ToComplete, Result(allButOne.Record(new DocumentRefused("d1", "Illisible"))));
    }

    [Fact]
    public void A_refused_document_that_nobody_had_to_bring_leaves_the_file_complete()
    {
        SampleCase judged = SampleCases.In(S.Draft).BringFile().Bring("export-history").Do(Applications.Submit).Record(new CheckOpened())
            .Judge(refused: "export-history");

        Assert.Equal(CheckResult.Complete, Result(judged));
        Assert.Equal(S.Admissible, judged.Do(Conclude).File.State);
    }

    [Fact]
    public void The_complement_asks_for_everything_that_is_missing_or_refused()
    {
        SampleCase judged = SampleCase.Begin().BringFile().Record(new ApplicationSubmitted("2025-1", new(2026, 3, 23)), new CheckOpened());
        judged = judged with { Rules = WithOneMoreDocument(judged.Rules) };
        judged = judged.Judge(refused: "rib-certificate");

        ComplementRequested asked = Complements.Request(judged.File, "Merci", null, judged.Circumstances).Fact<ComplementRequested>();

        Assert.Equal(["rib-certificate", "craft-card"], asked.Kinds);
        Assert.Equal(("Merci", new DateOnly(2026, 2, 19)), (asked.Note, asked.DueOn));
    }

    [Fact]
    public void A_complement_is_asked_for_during_the_check_after_every_verdict_when_something_is_wrong_and_once()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);
        SampleCase completed = SampleCases.In(S.ComplementRequested).Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now));

        Request(SampleCases.In(S.Submitted)).RefusedWith(RefusalCodes.NotInThisState, null, "Submitted");
        Request(check).RefusedWith(RefusalCodes.VerdictMissing, null, "statutes");
        Request(check.Judge()).RefusedWith(RefusalCodes.NothingToComplete);
        Request(completed.Judge(refused: "rib-certificate")).RefusedWith(RefusalCodes.ComplementUsed);
    }

    [Fact]
    public void The_complement_is_there_when_every_document_asked_for_was_brought_again()
    {
        SampleCase judged = SampleCases.In(S.DocumentCheck).Record(new DocumentRefused("d1", "Illisible")).Judge(refused: "rib-certificate");
        SampleCase asked = judged.Do((file, now) => Complements.Request(file, null, null, now));

        Assert.Equal(["statutes", "rib-certificate"], Complements.Answer(asked.File, false, asked.Circumstances).Refusals.Select(refusal => refusal.Values[0]));
        SampleCase half = asked.Bring("statutes");
        Complements.Answer(half.File, false, half.Circumstances).RefusedWith(RefusalCodes.DocumentMissing, "documents", "rib-certificate");
        SampleCase whole = half.Bring("rib-certificate");
        Complements.Answer(whole.File, false, whole.Circumstances).Fact<ComplementAnswered>();
        Complements.Answer(judged.File, false, judged.Circumstances).RefusedWith(RefusalCodes.NotInThisState, null, "DocumentCheck");
    }

    [Fact]
    public void The_legal_due_date_moves_by_the_days_that_the_clock_was_paused() => Gen.Int[0, 30].Sample(paused =>
    {
        SampleCase asked = SampleCases.In(S.ComplementRequested);

        SampleCase answered = asked.After(paused).Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now));

        // From 20 January sixty days are Saturday 21 March; the last day moves first, and from a day off once, at the end.
        Assert.Equal(WorkingCalendar.Default.NextWorkingDay(new DateOnly(2026, 3, 21).AddDays(paused)), answered.File.LegalDueOn);
        Assert.Equal(answered.File.LegalDueOn, answered.File.DueOn);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(4)] // what the administration takes to notice is its own time
    public void The_legal_due_date_moves_as_well_when_the_complement_never_comes(int noticedAfter)
    {
        SampleCase asked = SampleCases.In(S.ComplementRequested);
        SampleCase late = asked.WhenPast(asked.File.DueOn!.Value.AddDays(noticedAfter));

        SampleCase expired = late.Do((file, now) => Requests.End(file, new(Ask.Complement), now));

        // Asked for on 20 January, due on 19 February: 30 days after Saturday 21 March is 20 April.
        Assert.Equal((S.DocumentCheck, new DateOnly(2026, 4, 20)), (expired.File.State, expired.File.LegalDueOn!.Value));
    }

    [Fact]
    public void What_came_of_the_complement_before_it_ran_out_is_still_judged_and_the_rest_makes_the_file_inadmissible_with_every_reason()
    {
        SampleCase asked = SampleCases.In(S.DocumentCheck).Record(new DocumentRefused("d1", "Illisible")).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now)).Bring("rib-certificate");
        SampleCase expired = asked.WhenPast(asked.File.DueOn!.Value).Do((file, now) => Requests.End(file, new(Ask.Complement), now));

        Assert.Equal(CheckResult.Pending, Result(expired));
        SampleCase concluded = expired.Judge().Do(Conclude);

        Assert.Equal(S.Inadmissible, concluded.File.State);
        Assert.Equal([new Fault("statutes", "Illisible")], concluded.File.Faults);
    }

    [Fact]
    public void A_document_that_never_came_is_named_without_a_reason()
    {
        SampleCase inadmissible = SampleCases.In(S.ComplementRequested) with { Rules = WithOneMoreDocument(Programmes.Version("2025-1")) };
        inadmissible = inadmissible.Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now)).Judge();

        Assert.Equal([new Fault("craft-card", null)], DocumentCheck.Conclude(inadmissible.File, inadmissible.Rules).Fact<DeclaredInadmissible>().Reasons);
    }

    [Theory]
    [InlineData(S.Submitted)]
    [InlineData(S.DocumentCheck)]
    [InlineData(S.ComplementRequested)]
    [InlineData(S.Admissible)]
    public void A_check_that_goes_on_or_is_over_is_not_concluded(CaseState state)
    {
        SampleCase open = SampleCases.In(state);

        DocumentCheck.Conclude(open.File, open.Rules).ChangesNothing();
    }

    [Fact]
    public void A_file_to_complete_waits_for_the_officer_to_ask_for_the_complement() =>
        Conclude(SampleCases.In(S.DocumentCheck).Judge(refused: "rib-certificate")).ChangesNothing();

    [Theory]
    [InlineData(S.DocumentCheck, null)]
    [InlineData(S.ComplementRequested, null)]
    [InlineData(S.Admissible, true)]
    [InlineData(S.Committee, true)]
    [InlineData(S.Rejected, true)]
    [InlineData(S.Closed, true)]
    [InlineData(S.Inadmissible, false)]
    [InlineData(S.Withdrawn, false)]
    public void Whether_a_file_was_admissible_stays_known_however_far_it_has_come(CaseState state, bool? admissible) =>
        Assert.Equal(admissible, DocumentCheck.IsAdmissible(SampleCases.In(state).File));

    // Rules that ask this applicant for one document more than it has brought.
    private static ProgrammeRules WithOneMoreDocument(ProgrammeRules rules) => rules with
    {
        Schemes = [.. rules.Schemes.Select(scheme => scheme with { Documents = [.. scheme.Documents, new DocumentRequirement("craft-card")] })],
    };

    private static CheckResult Result(SampleCase check) => DocumentCheck.Result(check.File, check.Rules);

    private static Outcome Conclude(CaseFile file, Circumstances now) => DocumentCheck.Conclude(file, now.Rules);

    private static Outcome Conclude(SampleCase check) => DocumentCheck.Conclude(check.File, check.Rules);

    private static Outcome Request(SampleCase check) => Complements.Request(check.File, null, null, check.Circumstances);

    private static Outcome Judge(SampleCase check, string id, bool accepted, string? reason = null) =>
        Verdicts.Judge(check.File, id, new GivenVerdict(accepted, accepted ? null : RefusalReason.Illegible, reason), SampleCase.Officer, check.Circumstances);
}
