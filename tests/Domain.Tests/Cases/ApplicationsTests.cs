using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class ApplicationsTests
{
    private static readonly ProgrammeRules s_rules = Programmes.Version("2025-1");

    [Fact]
    public void A_draft_may_be_begun_with_nothing_but_region_and_language()
    {
        DraftCreated created = Applications.Begin("applicant-1", SampleForm.Empty, s_rules).Fact<DraftCreated>();

        Assert.Equal(new DraftCreated("applicant-1", SampleForm.Empty), created);
    }

    [Fact]
    public void A_draft_keeps_its_numbers_in_their_normal_spelling()
    {
        ApplicationForm typed = SampleForm.Complete with
        {
            Ice = "003 210 987 0001 08",
            Rib = "ma64 2254 5001 0020 0300 4005 0073",
            Phone = "06 12 34 56 78",
        };

        Assert.Equal(SampleForm.Complete, Applications.Begin("applicant-1", typed, s_rules).Fact<DraftCreated>().Form);
    }

    [Fact]
    public void What_is_filled_in_wrongly_is_refused_all_at_once()
    {
        ApplicationForm wrong = SampleForm.Complete with { Region = "13", Ice = "12", Email = "nobody" };

        Assert.Equal(
            [RefusalCodes.RegionUnknown, RefusalCodes.IceFormat, RefusalCodes.EmailFormat],
            Applications.Begin("applicant-1", wrong, s_rules).Refusals.Select(refusal => refusal.Code));
        Assert.Equal(
            [RefusalCodes.RegionUnknown, RefusalCodes.IceFormat, RefusalCodes.EmailFormat],
            Edit(SampleCase.Begin(), wrong).Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public void An_edit_replaces_the_form_and_the_same_form_again_changes_nothing()
    {
        SampleCase draft = SampleCase.Begin();
        ApplicationForm renamed = SampleForm.Complete with { Name = "Coopérative Asrir" };

        Assert.Equal(renamed, Edit(draft, renamed).Fact<DraftEdited>().Form);
        Assert.Equal(renamed, draft.Record(new DraftEdited(renamed)).File.Form);
        Edit(draft, SampleForm.Complete).ChangesNothing();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void An_edit_of_another_version_than_the_present_one_is_stale(int off)
    {
        CaseFile draft = SampleCase.Begin().File;

        Applications.Edit(draft, SampleForm.Empty, draft.Sequence + off, s_rules).RefusedWith(RefusalCodes.StaleEdit);
    }

    [Fact]
    public void The_region_of_a_draft_stays_because_its_reference_says_it() =>
        Edit(SampleCase.Begin(), SampleForm.Complete with { Region = "02" }).RefusedWith(RefusalCodes.RegionFixed, "region");

    [Fact]
    public void A_document_of_a_known_kind_is_received()
    {
        SampleCase draft = SampleCase.Begin();

        Receive(draft, "statutes").Fact<DocumentReceived>();
        Receive(draft, "holiday-photo").RefusedWith(RefusalCodes.DocumentKindUnknown, "kind");
    }

    [Fact]
    public void While_the_complement_is_open_only_what_was_asked_for_is_received()
    {
        SampleCase open = SampleCases.In(S.ComplementRequested);

        Receive(open, "rib-certificate").Fact<DocumentReceived>();
        Receive(open, "statutes").RefusedWith(RefusalCodes.DocumentNotAsked, "kind");
    }

    [Fact]
    public void A_case_holds_two_hundred_documents_and_no_more()
    {
        SampleCase almost = SampleCase.Begin().Bring(Enumerable.Repeat("statutes", Applications.MostDocuments - 1));

        Receive(almost, "statutes").Fact<DocumentReceived>();
        Receive(almost.Bring("statutes"), "statutes").RefusedWith(RefusalCodes.TooManyDocuments, null, "200");
    }

    [Fact]
    public void Submission_says_every_field_and_every_document_that_is_missing_at_once()
    {
        ApplicationForm half = SampleForm.Complete with { Name = " ", Rib = null, Email = null };
        SampleCase draft = SampleCase.Begin(half).Bring(
            "statutes", "register-extract", "ice-attestation", "tax-attestation", "action-plan", "signatory-id");

        Outcome refused = Applications.Submit(draft.File, draft.Circumstances);

        Assert.Equal(
            ["name", "rib", "email", "rib-certificate", "sworn-statement"],
            refused.Refusals.Select(refusal => refusal.Values is [string document] ? document : refusal.Field));
        Assert.Equal(
            [RefusalCodes.FieldRequired, RefusalCodes.DocumentMissing],
            refused.Refusals.Select(refusal => refusal.Code).Distinct());
    }

    [Fact]
    public void An_empty_draft_lacks_every_field_but_the_telephone_and_before_its_scheme_is_chosen_no_document()
    {
        SampleCase draft = SampleCase.Begin(SampleForm.Empty);

        Assert.Equal(
            ["scheme", "kind", "name", "ice", "rib", "signatory", "email", "planTitle", "planCost"],
            Applications.Submit(draft.File, draft.Circumstances).Refusals.Select(refusal => refusal.Field));
    }

    [Fact]
    public void A_scheme_that_has_gone_since_the_draft_was_begun_is_named()
    {
        SampleCase draft = SampleCase.Begin() with { Rules = s_rules with { Schemes = [] } };

        Applications.Submit(draft.File, draft.Circumstances).RefusedWith(RefusalCodes.SchemeUnknown, "scheme");
    }

    [Fact]
    public void A_document_that_is_not_required_does_not_keep_a_file_from_submission()
    {
        SampleCase draft = SampleCases.In(S.Draft).BringFile();

        Assert.Null(draft.File.Latest("export-history"));
        Assert.Equal("2025-1", Applications.Submit(draft.File, draft.Circumstances).Fact<ApplicationSubmitted>().ProgrammeVersion);
    }

    // Law 55-19: sixty days, and from a day off to the next working day.
    [Theory]
    [InlineData("2026-01-20", "2026-03-23")] // the 60th day is Saturday 21 March, Aïd al-Fitr
    [InlineData("2026-01-22", "2026-03-23")]
    [InlineData("2026-01-23", "2026-03-24")]
    [InlineData("2026-03-28", "2026-05-29")] // 27 and 28 May are Aïd al-Adha
    [InlineData("2026-11-02", "2027-01-04")] // New Year's Day is a Friday
    public void The_receipt_carries_the_legal_due_date_sixty_days_on_and_never_on_a_day_off(string submitted, string due)
    {
        SampleCase draft = SampleCases.In(S.Draft).BringFile();
        draft = draft with { Now = draft.Circumstances.Calendar.At(Dates.On(submitted), new TimeOnly(15, 0)) };

        Assert.Equal(Dates.On(due), Applications.Submit(draft.File, draft.Circumstances).Fact<ApplicationSubmitted>().DueOn);
    }

    [Fact]
    public void The_day_of_submission_is_the_day_in_Morocco()
    {
        // 23:30 UTC on the 22nd is half past midnight on the 23rd in Morocco.
        SampleCase draft = SampleCases.In(S.Draft).BringFile() with { Now = new(2026, 1, 22, 23, 30, 0, TimeSpan.Zero) };

        Assert.Equal(new(2026, 3, 24), Applications.Submit(draft.File, draft.Circumstances).Fact<ApplicationSubmitted>().DueOn);
    }

    [Fact]
    public void Only_a_draft_is_submitted()
    {
        SampleCase submitted = SampleCases.In(S.Submitted);

        Applications.Submit(submitted.File, submitted.Circumstances).RefusedWith(RefusalCodes.NotInThisState, null, "Submitted");
    }

    [Fact]
    public void Withdrawing_twice_changes_nothing_the_second_time()
    {
        SampleCase withdrawn = SampleCases.In(S.Withdrawn);

        Applications.Withdraw(SampleCases.In(S.Submitted).File).Fact<ApplicationWithdrawn>();
        Applications.Withdraw(withdrawn.File).ChangesNothing();
    }

    [Theory]
    [InlineData("first-export", 180_000, 144_000)]
    [InlineData("first-export", 500_000, 400_000)]
    [InlineData("first-export", 500_001, 400_000)] // the ceiling
    [InlineData("craft-export", 10_000.01, 8_000.01)] // 8 000.008, half a centime up
    [InlineData("craft-export", 1_000_000, 60_000)]
    public void What_can_be_granted_is_the_scheme_s_part_of_the_cost_up_to_its_ceiling(string scheme, decimal cost, decimal granted) =>
        Assert.Equal(Money.FromMad(granted), Support.Compute(
            SampleForm.Complete with { Scheme = scheme, PlanCost = Money.FromMad(cost) }, s_rules, new DateOnly(2026, 1, 5)).Amount);

    private static Outcome Edit(SampleCase draft, ApplicationForm form) =>
        Applications.Edit(draft.File, form, draft.File.Sequence, s_rules);

    private static Outcome Receive(SampleCase open, string kind) =>
        Applications.Receive(open.File, SampleCase.Document(open.File, kind), s_rules);
}
