using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class CorrespondenceTests
{
    // Which fact brings which letter; every other fact brings none.
    private const string Table = """
        applicationSubmitted: ApplicationReceived
        applicationWithdrawn: ApplicationWithdrawn
        caseClosed: CaseClosed
        complementRequested: ComplementRequested
        complementAnswered: ComplementReceived
        declaredAdmissible: DeclaredAdmissible
        declaredInadmissible: DeclaredInadmissible
        reviewOpened(Regional): VoteInvitation to delegation, VoteInvitation to chamber, VoteInvitation to exporters
        reviewOpened(National): VoteInvitation to delegation, VoteInvitation to chamber, VoteInvitation to exporters
        replyTaken: ReplyReceipt to chamber
        reviewExtended: VoteReminder to investment-centre, VoteReminder to exporters, VoteReminder to social-economy
        supportDecided(Approved): SupportGranted
        supportDecided(PartlyApproved): SupportGranted
        supportDecided(Rejected): SupportRefused
        supportDecided(Deferred): QuestionAsked
        quorumAtRisk: QuorumAtRisk to delegation
        appealFiled: AppealReceived
        dataRequested: DataRequested
        dataRequestAnswered: DataRequestAnswered
        placedOnWaitingList: PlacedOnWaitingList
        conventionIssued: ConventionToSign
        trancheOpened: ProofRequested
        proofRefused: ProofRequested
        paymentSettled: TranchePaid
        paymentReturned: PaymentReturned
        renewalRequested: RenewalRequested
        requestReminded: ProofReminder
        dueDateMoved(Votes): VoteReminder to investment-centre, VoteReminder to exporters, VoteReminder to social-economy
        """;

    // Two of the five members have voted.
    private static readonly CaseFile s_session = SampleCases.In(S.Committee).Vote(VoteChoice.Approve, null, null, "delegation", "chamber").File;

    [Fact]
    public void A_fact_brings_the_letters_of_the_table() => Assert.Equal(
        Table.Split('\n').Order(),
        Facts.All.Select(fact => (Facts.NameOf(fact), Letters: Of(fact))).Where(row => row.Letters.Length > 0).Select(row => $"{row.Item1}: {row.Letters}").Order());

    [Theory]
    [InlineData(Ask.Verdicts, "DocumentCheckReminder")]
    [InlineData(Ask.Complement, "ComplementReminder")]
    [InlineData(Ask.Votes, "VoteReminder to investment-centre, VoteReminder to exporters, VoteReminder to social-economy")]
    [InlineData(Ask.Answer, "QuestionReminder")]
    [InlineData(Ask.Funds, "")]
    [InlineData(Ask.Signature, "SignatureReminder")]
    [InlineData(Ask.Proof, "ProofReminder")]
    [InlineData(Ask.Payment, "PaymentReminder")]
    public void Whoever_was_asked_is_reminded(Ask ask, string letters) => Assert.Equal(letters, Of(new RequestReminded(new(ask), 1)));

    [Theory]
    [InlineData(Ask.Complement, "")] // the file is judged as it is, and that brings a letter
    [InlineData(Ask.Answer, "")] // the committee meets again
    [InlineData(Ask.Signature, "CaseExpired")]
    [InlineData(Ask.Proof, "CaseExpired")]
    public void An_applicant_whose_case_ends_by_silence_is_told(Ask ask, string letters) => Assert.Equal(letters, Of(new RequestExpired(new(ask))));

    [Fact]
    public void What_another_administration_has_is_asked_of_the_office_and_not_of_the_applicant() =>
        Assert.Equal("RenewalToSupply", Of(new RenewalRequested(["tax-attestation"], Moment.Payment, 1, new(2026, 3, 23), OfAdministration: true)));

    [Fact]
    public void A_document_that_was_asked_for_again_is_announced_to_the_office()
    {
        SampleCase asked = SampleCases.In(S.ProofAwaited).Record(new RenewalRequested(["rib-certificate"], Moment.Payment, 1, new(2026, 3, 23)));

        Assert.Equal(LetterKind.RenewalToCheck, asked.Bring("rib-certificate").File.LettersToSend[^1].Letter);
        Assert.Equal(LetterKind.RenewalRequested, asked.Bring("commitment-letter").File.LettersToSend[^1].Letter);
    }

    [Fact]
    public void A_draft_that_is_withdrawn_brings_no_letter() =>
        Assert.Empty(SampleCase.Begin(SampleForm.Empty).Do((file, _) => Applications.Withdraw(file)).File.LettersToSend);

    [Fact]
    public void A_letter_is_recorded_with_its_fact_under_an_id_of_its_own_and_waits_until_the_mail_service_answers()
    {
        SampleCase opened = SampleCases.In(S.Admissible).SendLetters().Do(Reviews.Open);
        int fact = opened.File.Sequence - 5;

        Assert.Equal(
            opened.File.Sessions[0].Opened.Seats.Select(seat => new LetterRecorded($"{SampleCase.Reference}-{fact:000000}-{seat}", LetterKind.VoteInvitation, seat, fact)),
            opened.File.LettersToSend);

        LetterRecorded[] letters = [.. opened.File.LettersToSend];
        CaseFile answered = opened.Record(new LetterSent(letters[0].MailId), new LetterRefused(letters[1].MailId, 400)).File;
        Assert.Equal(letters[2..], answered.LettersToSend);
        Assert.Equal([letters[1]], from letter in answered.Letters where letter.Undelivered == Undelivered.Refused select letter.Recorded);
    }

    [Fact]
    public void No_two_letters_of_a_case_have_the_same_id()
    {
        string[] ids = [.. SampleCases.In(S.Closed).Lines.Select(LogEntry.FromJson).Select(entry => entry.Event).OfType<LetterRecorded>().Select(letter => letter.MailId)];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    private static string Of(CaseEvent fact) => string.Join(", ", Correspondence.LettersFor(s_session, fact)
        .Select(letter => letter.Seat is null ? $"{letter.Letter}" : $"{letter.Letter} to {letter.Seat}"));
}
