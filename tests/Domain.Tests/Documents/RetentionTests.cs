using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Documents;

/// <summary>Documents are kept after the end of their case as long as their kind is, and no longer; under a hold they stay.</summary>
public sealed class RetentionTests
{
    private static readonly DateOnly s_ended = WorkingCalendar.Default.DateOf(SampleCase.Beginning);

    [Theory]
    [InlineData("signatory-id", 2)]
    [InlineData("statutes", 5)]
    [InlineData("rib-certificate", 10)]
    public void A_document_is_due_when_the_time_of_its_kind_is_over_and_not_a_day_before(string kind, int years)
    {
        SampleCase ended = SampleCases.In(CaseState.Withdrawn);
        CaseDocument document = ended.File.Latest(kind)!;

        Assert.Equal(s_ended.AddYears(years), Retention.DueOn(ended.File, document, ended.Rules, WorkingCalendar.Default));
        Assert.DoesNotContain(document, Retention.Due(ended.File, On(ended, s_ended.AddYears(years).AddDays(-1))));
        Assert.Contains(document, Retention.Due(ended.File, On(ended, s_ended.AddYears(years))));
    }

    [Theory]
    [InlineData(CaseState.Draft)]
    [InlineData(CaseState.DocumentCheck)]
    [InlineData(CaseState.TrancheSettled)]
    public void While_a_case_goes_on_nothing_of_it_is_erased(CaseState state)
    {
        SampleCase sample = SampleCases.In(state);

        Assert.Empty(Retention.Due(sample.File, On(sample, s_ended.AddYears(30))));
    }

    [Theory]
    [InlineData(CaseState.Inadmissible)]
    [InlineData(CaseState.Rejected)]
    [InlineData(CaseState.Closed)]
    [InlineData(CaseState.Expired)]
    public void However_a_case_ends_everything_is_erased_in_the_end(CaseState state)
    {
        SampleCase sample = SampleCases.In(state);
        DateOnly last = WorkingCalendar.Default.DateOf(sample.File.EndedAt!.Value).AddYears(10);
        Circumstances now = On(sample, last);

        SampleCase erased = (sample with { Now = now.Now }).Do(Retention.Erase);

        Assert.All(erased.File.Documents, document => Assert.True(document.IsErased));
        Assert.Equal(state, erased.File.State);
        Assert.Null(Retention.NextOn(erased.File, erased.Rules, WorkingCalendar.Default));
        Assert.Empty(Retention.Erase(erased.File, erased.Circumstances).Events);
    }

    [Fact]
    public void What_is_due_next_is_the_first_document_and_then_the_one_after()
    {
        SampleCase ended = SampleCases.In(CaseState.Withdrawn);

        SampleCase later = (ended with { Now = On(ended, s_ended.AddYears(2)).Now }).Do(Retention.Erase);

        Assert.Equal(s_ended.AddYears(2), Retention.NextOn(ended.File, ended.Rules, WorkingCalendar.Default));
        Assert.Equal(s_ended.AddYears(5), Retention.NextOn(later.File, later.Rules, WorkingCalendar.Default));
        Assert.Equal(new DocumentErased(later.File.Latest("signatory-id")!.Id, "P24M"), LogEntry.FromJson(later.Lines[^1]).Event);
    }

    [Fact]
    public void Under_a_legal_hold_nothing_is_due_and_afterwards_everything_that_was()
    {
        SampleCase ended = SampleCases.In(CaseState.Withdrawn);
        SampleCase held = (ended with { Now = On(ended, s_ended.AddYears(6)).Now }).Do((file, _) => LegalHold.Place(file, " Contrôle "));

        Assert.Equal("Contrôle", held.File.LegalHold!.Reason);
        Assert.Empty(Retention.Due(held.File, held.Circumstances));
        Assert.Null(Retention.NextOn(held.File, held.Rules, WorkingCalendar.Default));
        SampleCase lifted = held.Do((file, _) => LegalHold.Lift(file, "Fini"));
        Assert.Equal(Retention.Due(ended.File, held.Circumstances), Retention.Due(lifted.File, lifted.Circumstances));
        Assert.NotEmpty(Retention.Due(lifted.File, lifted.Circumstances));
    }

    [Fact]
    public void A_hold_has_its_reason_and_is_placed_and_lifted_once()
    {
        CaseFile file = SampleCases.In(CaseState.DocumentCheck).File;
        CaseFile held = SampleCases.In(CaseState.DocumentCheck).Do((case_, _) => LegalHold.Place(case_, "Audit")).File;

        Assert.Equal(RefusalCodes.ReasonRequired, LegalHold.Place(file, " ").Refusals[0].Code);
        Assert.Equal(RefusalCodes.ReasonRequired, LegalHold.Lift(held, null).Refusals[0].Code);
        Assert.Empty(LegalHold.Place(held, "Encore").Events);
        Assert.Empty(LegalHold.Lift(file, "Fini").Events);
    }

    [Fact]
    public void A_content_that_several_documents_share_goes_with_the_last_of_them()
    {
        SampleCase draft = SampleCases.In(CaseState.Draft);
        DocumentReceived first = SampleCase.Document(draft.File, "signatory-id");
        DocumentReceived again = first with { DocumentId = "again", Kind = "rib-certificate" };
        SampleCase ended = draft.Do((file, now) => Applications.Receive(file, first, now.Rules)).Do((file, now) => Applications.Receive(file, again, now.Rules))
            .BringFile().Do(Applications.Submit).Do((file, _) => Applications.Withdraw(file));
        Circumstances two = On(ended, s_ended.AddYears(2));
        SampleCase later = (ended with { Now = two.Now }).Do(Retention.Erase);

        Assert.Equal(first.DocumentId, ended.File.Documents.Find(document => document.Id == "again")!.ContentId);
        Assert.Contains(ended.File.Documents[0], Retention.Due(ended.File, two));
        Assert.DoesNotContain(first.DocumentId, Retention.Freed(ended.File, two));
        Assert.Contains(first.DocumentId, Retention.Freed(later.File, On(later, s_ended.AddYears(10))));
    }

    [Fact]
    public void A_draft_that_nobody_changed_lapses_after_its_time_and_its_documents_go_at_once()
    {
        SampleCase draft = SampleCases.In(CaseState.Draft).BringFile();
        SampleCase early = draft.After(364);
        SampleCase due = draft.After(365);

        Assert.Empty(Retention.Lapse(early.File, early.Circumstances).Events);
        Assert.Equal(s_ended.AddDays(365), Retention.NextOn(draft.File, draft.Rules, WorkingCalendar.Default));
        SampleCase lapsed = due.Do(Retention.Lapse);
        Assert.Equal(CaseState.Expired, lapsed.File.State);
        Assert.Empty(lapsed.File.LettersToSend);
        Assert.Equal(lapsed.File.Documents, Retention.Due(lapsed.File, lapsed.Circumstances));
        Assert.All(Retention.Erase(lapsed.File, lapsed.Circumstances).Events, fact => Assert.Null(((DocumentErased)fact).Period));
    }

    [Fact]
    public void What_was_withdrawn_without_being_submitted_is_not_kept()
    {
        SampleCase withdrawn = SampleCases.In(CaseState.Draft).BringFile().Do((file, _) => Applications.Withdraw(file));

        Assert.Equal(withdrawn.File.Documents, Retention.Due(withdrawn.File, withdrawn.Circumstances));
    }

    private static Circumstances On(SampleCase sample, DateOnly day) =>
        (sample with { Now = WorkingCalendar.Default.At(day, new TimeOnly(12, 0)) }).Circumstances;
}
