using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Documents;

public sealed class VerdictsTests
{
    private static readonly DateOnly s_today = new(2026, 1, 20);

    [Fact]
    public void Nothing_is_judged_before_every_automatic_check_has_reported()
    {
        SampleCase check = Sent("rib-certificate");
        SampleCase half = check.Record(new DocumentChecked(Last(check), [.. Checks.Passed.Where(report => report.Check != AutomaticCheck.Malware)]));
        SampleCase whole = half.Record(new DocumentChecked(Last(check), [CheckReport.Of(AutomaticCheck.Malware)]));

        Accept(check).RefusedWith(RefusalCodes.DocumentNotChecked, null, "rib-certificate");
        Accept(half).RefusedWith(RefusalCodes.DocumentNotChecked, null, "rib-certificate");
        Accept(whole).Fact<DocumentAccepted>();
    }

    [Fact]
    public void What_nobody_could_scan_is_judged_all_the_same_and_says_so()
    {
        SampleCase check = BroughtWith("rib-certificate", AutomaticCheck.Malware, new Finding(FindingCode.NotScanned));

        Accept(check).Fact<DocumentAccepted>();
        Assert.Equal(CheckOutcome.NotDone, check.File.Documents[^1].Reports.Single(report => report.Check == AutomaticCheck.Malware).Outcome);
    }

    [Fact]
    public void What_a_check_failed_is_never_accepted_and_counts_as_not_brought()
    {
        SampleCase draft = SampleCase.Begin().Bring("rib-certificate")
            .BringWith("rib-certificate", AutomaticCheck.Malware, new Finding(FindingCode.Infected, "Eicar-Test-Signature"));

        Assert.Equal("d1", draft.File.Latest("rib-certificate")!.Id);
        Verdicts.Judge(draft.File, "d2", SampleCase.Accepted(draft.Circumstances), SampleCase.Officer, draft.Circumstances)
            .RefusedWith(RefusalCodes.DocumentUnusable, null, "rib-certificate");
    }

    [Fact]
    public void A_required_document_that_cannot_be_used_is_asked_for_at_submission_by_that_name()
    {
        SampleCase draft = SampleCase.Begin().Bring(
            "statutes", "register-extract", "action-plan", "sworn-statement", "signatory-id");
        SampleCase broken = draft.BringWith("rib-certificate", AutomaticCheck.Structure, new Finding(FindingCode.Encrypted));

        Applications.Submit(draft.File, draft.Circumstances).RefusedWith(RefusalCodes.DocumentMissing, "documents", "rib-certificate");
        Applications.Submit(broken.File, broken.Circumstances).RefusedWith(RefusalCodes.DocumentUnusable, "documents", "rib-certificate");
    }

    [Fact]
    public void A_refusal_has_a_reason_of_the_list_and_a_sentence()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);

        Judge(check, new GivenVerdict(false, RefusalReason.Illegible, " ")).RefusedWith(RefusalCodes.ReasonRequired, "reason");
        Judge(check, new GivenVerdict(false, null, "Illisible.")).RefusedWith(RefusalCodes.ReasonRequired, "code");
        Assert.Equal(
            new DocumentRefused(Last(check), "La page 2 est coupée.", RefusalReason.Incomplete),
            Judge(check, new GivenVerdict(false, RefusalReason.Incomplete, " La page 2 est coupée. ")).Fact<DocumentRefused>());
    }

    [Theory]
    [InlineData("rib-certificate", null, null, RefusalCodes.DocumentDateRequired, "issuedOn")]
    [InlineData("rib-certificate", "2026-01-21", null, RefusalCodes.DocumentDateInFuture, "issuedOn")]
    [InlineData("rib-certificate", "2025-07-19", null, RefusalCodes.DocumentExpired, "issuedOn")] // six months: to 19 January
    [InlineData("signatory-id", null, null, RefusalCodes.DocumentDateRequired, "expiresOn")]
    [InlineData("signatory-id", null, "2026-01-19", RefusalCodes.DocumentExpired, "expiresOn")]
    public void What_holds_for_a_time_is_accepted_with_the_date_it_is_counted_from_and_only_while_it_holds(
        string kind, string? issued, string? expires, string code, string field)
    {
        SampleCase check = Sent(kind).Record(new DocumentChecked(Last(Sent(kind)), Checks.Passed));

        Outcome outcome = Judge(check, new GivenVerdict(true, IssuedOn: Day(issued), ExpiresOn: Day(expires)));

        Assert.Equal((code, field), (outcome.Refusals[0].Code, outcome.Refusals[0].Field));
    }

    [Fact]
    public void A_date_that_the_checks_read_need_not_be_said_again_and_one_that_is_said_counts()
    {
        SampleCase check = BroughtWith("rib-certificate", AutomaticCheck.Content, new Finding(FindingCode.IssuedOn, "2026-01-05"));

        Assert.Equal(new DateOnly(2026, 1, 5), Judge(check, new GivenVerdict(true)).Fact<DocumentAccepted>().IssuedOn);
        Assert.Equal(s_today, Judge(check, new GivenVerdict(true, IssuedOn: s_today)).Fact<DocumentAccepted>().IssuedOn);
    }

    [Fact]
    public void What_held_on_the_day_it_was_brought_can_be_accepted_when_the_officer_comes_to_it_later()
    {
        SampleCase late = BroughtWith("rib-certificate", AutomaticCheck.Content).After(40);

        Judge(late, new GivenVerdict(true, IssuedOn: new DateOnly(2025, 7, 25))).Fact<DocumentAccepted>();
    }

    [Fact]
    public void Statutes_hold_without_end_and_need_no_date() =>
        Assert.Equal(new DocumentAccepted("d1"), Verdicts.Judge(
            SampleCases.In(S.DocumentCheck).File, "d1", new GivenVerdict(true, IssuedOn: s_today), SampleCase.Officer, SampleCases.In(S.DocumentCheck).Circumstances)
            .Fact<DocumentAccepted>());

    [Fact]
    public void Whoever_filed_a_case_for_its_applicant_does_not_judge_it()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);
        CaseFile assisted = check.File with { Agents = ["agent-10"] };

        Verdicts.Judge(assisted, "d1", new GivenVerdict(true), "agent-10", check.Circumstances).RefusedWith(RefusalCodes.SamePerson);
        Verdicts.Supply(assisted, new DocumentSupplied("tax-attestation", s_today), "agent-10", check.Circumstances).RefusedWith(RefusalCodes.SamePerson);
        Verdicts.Judge(assisted, "d1", new GivenVerdict(true), SampleCase.Officer, check.Circumstances).Fact<DocumentAccepted>();
    }

    [Fact]
    public void Nor_does_that_person_take_a_step_of_its_payment()
    {
        CaseFile received = SampleCases.In(S.ProofReceived).File with { Agents = ["agent-10"] };
        CaseFile prepared = SampleCases.In(S.PaymentPrepared).File with { Agents = ["agent-10"] };

        Payouts.Prepare(received, 1, "agent-10").RefusedWith(RefusalCodes.SamePerson);
        Payouts.Verify(prepared, 1, accepted: true, null, "agent-10", SampleCases.In(S.PaymentPrepared).Circumstances).RefusedWith(RefusalCodes.SamePerson);
        Payouts.Prepare(received, 1, SampleCases.Preparer).Fact<PaymentPrepared>();
    }

    [Fact]
    public void A_check_is_recorded_once_but_the_look_for_copies_again_when_it_finds_more()
    {
        SampleCase brought = SampleCase.Begin().Bring("statutes");
        CheckReport copy = CheckReport.Of(AutomaticCheck.Copies, new Finding(FindingCode.UsedByAnother, "TSD-2026-10-OTHER0"));

        Applications.Check(brought.File, "d1", Checks.Passed).ChangesNothing();
        Applications.Check(brought.File, "d1", [CheckReport.Of(AutomaticCheck.Malware, new Finding(FindingCode.NotScanned))]).ChangesNothing();
        SampleCase found = brought.Do((file, _) => Applications.Check(file, "d1", [copy]));
        Applications.Check(found.File, "d1", [copy]).ChangesNothing();
        Assert.Equal(Enum.GetValues<AutomaticCheck>(), found.File.Documents[0].Reports.Select(report => report.Check).Order());
        Assert.Equal("TSD-2026-10-OTHER0", found.File.Documents[0].Found(FindingCode.UsedByAnother)!.Value);
    }

    [Fact]
    public void What_another_administration_has_is_not_asked_of_the_applicant_and_keeps_the_check_open_until_an_officer_has_it()
    {
        SampleCase own = SampleCase.Begin().Bring("statutes", "register-extract", "rib-certificate", "action-plan", "sworn-statement", "signatory-id")
            .Do(Applications.Submit).Record(new CheckOpened()).Judge();

        Assert.Equal(["ice-attestation", "tax-attestation"], DocumentCheck.ToBeSupplied(own.File, own.Rules));
        Assert.Empty(DocumentCheck.Faults(own.File, own.Rules));
        Assert.Equal(CheckResult.Pending, DocumentCheck.Result(own.File, own.Rules));
        SampleCase one = own.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("ice-attestation"), SampleCase.Officer, now));
        Supply(one, new("ice-attestation")).ChangesNothing();
        Assert.Equal(CheckResult.Pending, DocumentCheck.Result(one.File, one.Rules));
        SampleCase both = one.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", s_today), SampleCase.Officer, now));
        Assert.Equal(CheckResult.Complete, DocumentCheck.Result(both.File, both.Rules));
    }

    [Fact]
    public void A_mark_that_another_administration_supplies_a_document_takes_the_place_of_a_refused_one()
    {
        SampleCase refused = SampleCases.In(S.DocumentCheck).Judge(refused: "tax-attestation");

        Assert.Equal(CheckResult.ToComplete, DocumentCheck.Result(refused.File, refused.Rules));
        SampleCase supplied = refused.Do((file, now) => Verdicts.Supply(file, new DocumentSupplied("tax-attestation", s_today), SampleCase.Officer, now));
        Assert.Equal(CheckResult.Complete, DocumentCheck.Result(supplied.File, supplied.Rules));
    }

    [Fact]
    public void Only_what_another_administration_issues_and_the_file_needs_is_marked_as_supplied()
    {
        SampleCase check = SampleCases.In(S.DocumentCheck);

        Supply(check, new("rib-certificate", s_today)).RefusedWith(RefusalCodes.DocumentForApplicant, "kind", "rib-certificate");
        Supply(check, new("nonsense")).RefusedWith(RefusalCodes.DocumentKindUnknown, "kind");
        Supply(check, new("tax-attestation")).RefusedWith(RefusalCodes.DocumentDateRequired, "issuedOn", "tax-attestation");
        Supply(check, new("tax-attestation", s_today.AddDays(-366))).RefusedWith(RefusalCodes.DocumentExpired, "issuedOn", "tax-attestation", "2026-01-19");
        Supply(SampleCases.In(S.Committee), new("tax-attestation", s_today)).RefusedWith(RefusalCodes.NotInThisState, null, "Committee");
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Last(SampleCase check) => check.File.Documents[^1].Id;

    // A file under check whose last document is of a kind, with no automatic check done on it.
    private static SampleCase Sent(string kind) =>
        SampleCases.In(S.Draft).BringFile().Send(kind).Do(Applications.Submit).Record(new CheckOpened());

    private static SampleCase BroughtWith(string kind, AutomaticCheck check, params IReadOnlyList<Finding> findings) =>
        SampleCases.In(S.Draft).BringFile().BringWith(kind, check, findings).Do(Applications.Submit).Record(new CheckOpened());

    private static Outcome Accept(SampleCase check) => Judge(check, SampleCase.Accepted(check.Circumstances));

    private static Outcome Judge(SampleCase check, GivenVerdict verdict) =>
        Verdicts.Judge(check.File, Last(check), verdict, SampleCase.Officer, check.Circumstances);

    private static Outcome Supply(SampleCase check, DocumentSupplied supplied) =>
        Verdicts.Supply(check.File, supplied, SampleCase.Officer, check.Circumstances);
}
