using Tasdir.Domain.Cases;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class StateTableTests
{
    // What may happen in each state, and where it leads; whatever is not written here cannot happen.
    private const string Table = """
        Beginning            draftCreated: Draft
        Draft                draftEdited: Draft, documentReceived: Draft, applicationSubmitted: Submitted, draftLapsed: Expired, applicationWithdrawn: Withdrawn
        Submitted            checkOpened: DocumentCheck, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): Submitted
        DocumentCheck        complementRequested: ComplementRequested, declaredAdmissible: Admissible, declaredInadmissible: Inadmissible, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): DocumentCheck
        ComplementRequested  complementAnswered: DocumentCheck, requestExpired: DocumentCheck, applicationWithdrawn: Withdrawn, dueDateMoved(Complement): ComplementRequested
        Admissible           reviewOpened(Regional): Committee, reviewOpened(National): NationalCommittee, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): Admissible
        Inadmissible         documentErased: Inadmissible
        Committee            voteCast: Committee, scoresGiven: Committee, memberCalled: Committee, votesVoided: Committee, moderationOpened: Committee, quorumAtRisk: Committee, placedOnAgenda: Committee, reviewExtended: Committee, referredToNational: Referred, supportDecided(Approved): Approved, supportDecided(PartlyApproved): PartlyApproved, supportDecided(Rejected): Rejected, supportDecided(Deferred): Deferred, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): Committee, dueDateMoved(Votes): Committee
        Referred             reviewOpened(National): NationalCommittee, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): Referred
        NationalCommittee    voteCast: NationalCommittee, scoresGiven: NationalCommittee, memberCalled: NationalCommittee, votesVoided: NationalCommittee, moderationOpened: NationalCommittee, quorumAtRisk: NationalCommittee, placedOnAgenda: NationalCommittee, reviewExtended: NationalCommittee, supportDecided(Approved): Approved, supportDecided(PartlyApproved): PartlyApproved, supportDecided(Rejected): Rejected, supportDecided(Deferred): Deferred, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): NationalCommittee, dueDateMoved(Votes): NationalCommittee
        Deferred             questionAnswered: Admissible, requestExpired: Admissible, applicationWithdrawn: Withdrawn, dueDateMoved(Decision): Deferred, dueDateMoved(Answer): Deferred
        Approved             fundsReserved: FundsReserved, placedOnWaitingList: WaitingList, applicationWithdrawn: Withdrawn
        PartlyApproved       fundsReserved: FundsReserved, placedOnWaitingList: WaitingList, applicationWithdrawn: Withdrawn
        Rejected             documentErased: Rejected, appealFiled: Appeal
        Appeal               reviewOpened(National): NationalCommittee, applicationWithdrawn: Withdrawn
        WaitingList          fundsReserved: FundsReserved, conventionSigned: ConventionSigned, applicationWithdrawn: Withdrawn
        FundsReserved        conventionIssued: ConventionToSign, applicationWithdrawn: Withdrawn
        ConventionToSign     conventionSigned: ConventionSigned, appealFiled: Appeal, requestExpired: Expired, applicationWithdrawn: Withdrawn, dueDateMoved(Signature): ConventionToSign
        ConventionSigned     trancheOpened: ProofAwaited
        ProofAwaited         trancheRequested: ProofReceived, requestExpired: Expired, dueDateMoved(Proof): ProofAwaited
        ProofReceived        paymentPrepared: PaymentPrepared, dueDateMoved(Payment): ProofReceived
        PaymentPrepared      serviceVerified: ServiceVerified, proofRefused: ProofAwaited, dueDateMoved(Payment): PaymentPrepared
        ServiceVerified      paymentOrdered: PaymentOrdered, dueDateMoved(Payment): ServiceVerified
        PaymentOrdered       paymentVisaed: PaymentVisaed, dueDateMoved(Payment): PaymentOrdered
        PaymentVisaed        paymentSent: PaymentSent, dueDateMoved(Payment): PaymentVisaed
        PaymentSent          paymentSettled: TrancheSettled, paymentReturned: PaymentReturned, dueDateMoved(Payment): PaymentSent
        PaymentReturned      paymentPrepared: PaymentPrepared, dueDateMoved(Payment): PaymentReturned
        TrancheSettled       trancheOpened: ProofAwaited, caseClosed: Closed
        Closed               documentErased: Closed
        Withdrawn            fundsReleased: Withdrawn, documentErased: Withdrawn
        Expired              fundsReleased: Expired, documentErased: Expired
        """;

    private static readonly string[] s_notedInEveryState =
        ["letterRecorded", "letterFiled", "letterSent", "letterRefused", "letterUndelivered", "documentChecked"];

    // What expires is asked for again and brought beside the procedure: the rules say which kind and when.
    private static readonly string[] s_besideTheProcedure =
        ["documentReceived", "documentAccepted", "documentRefused", "documentSupplied", "renewalRequested"];

    public static TheoryData<string, string> Rows =>
        [.. Table.Split('\n').Select(row => (row.Split(' ')[0], row.Contains(' ', StringComparison.Ordinal) ? row[21..].Trim() : ""))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Only_what_the_table_allows_can_happen_and_it_leads_where_the_table_says(string row, string allowed)
    {
        CaseState? state = Enum.TryParse(row, out CaseState parsed) ? parsed : null;
        IEnumerable<string> noted = (state is null ? [] : s_notedInEveryState)
            .Concat(state is null or S.Draft ? [] : ["requestReminded", "replyTaken", "legalHoldPlaced", "legalHoldLifted", "dataRequested", "dataRequestAnswered"])
            .Concat(state is > S.Submitted && !StateTable.HasEnded(state.Value) ? s_besideTheProcedure : [])
            .Concat(state is > S.Admissible ? ["minutesSealed"] : [])
            .Concat(state is S.DocumentCheck or S.ComplementRequested or S.Admissible or S.Committee or S.Referred or S.NationalCommittee or S.Deferred or S.Appeal ? ["analysisWritten"] : [])
            .Select(fact => $"{fact}: {state}");

        IEnumerable<string> actual =
            from fact in Facts.All
            let next = StateTable.Next(state, fact)
            where next is not null
            select $"{Facts.NameOf(fact)}: {next}";

        Assert.Equal(allowed.Split(", ", StringSplitOptions.RemoveEmptyEntries).Concat(noted).Order(), actual.Order());
    }

    [Fact]
    public void The_table_has_a_row_for_every_state_and_every_state_can_be_reached()
    {
        string[] states = [.. Enum.GetNames<CaseState>()];

        Assert.Equal(states.Order(), Rows.Select(row => row.Data.Item1).Where(row => row != "Beginning").Order());
        Assert.All(states, state => Assert.Contains(Rows, row => row.Data.Item2.Split(", ").Any(fact => fact.EndsWith($": {state}", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(S.Draft, Turn.Applicant)]
    [InlineData(S.Submitted, Turn.System)]
    [InlineData(S.DocumentCheck, Turn.Officer)]
    [InlineData(S.ComplementRequested, Turn.Applicant)]
    [InlineData(S.Admissible, Turn.System)]
    [InlineData(S.Inadmissible, Turn.Nobody)]
    [InlineData(S.Committee, Turn.Committee)]
    [InlineData(S.Referred, Turn.System)]
    [InlineData(S.NationalCommittee, Turn.Committee)]
    [InlineData(S.Deferred, Turn.Applicant)]
    [InlineData(S.Approved, Turn.System)]
    [InlineData(S.PartlyApproved, Turn.System)]
    [InlineData(S.Rejected, Turn.Nobody)]
    [InlineData(S.Appeal, Turn.System)]
    [InlineData(S.WaitingList, Turn.System)]
    [InlineData(S.FundsReserved, Turn.System)]
    [InlineData(S.ConventionToSign, Turn.Applicant)]
    [InlineData(S.ConventionSigned, Turn.System)]
    [InlineData(S.ProofAwaited, Turn.Applicant)]
    [InlineData(S.ProofReceived, Turn.Preparer)]
    [InlineData(S.PaymentPrepared, Turn.Verifier)]
    [InlineData(S.ServiceVerified, Turn.Authoriser)]
    [InlineData(S.PaymentOrdered, Turn.Accountant)]
    [InlineData(S.PaymentVisaed, Turn.Accountant)]
    [InlineData(S.PaymentSent, Turn.Bank)]
    [InlineData(S.PaymentReturned, Turn.Preparer)]
    [InlineData(S.TrancheSettled, Turn.System)]
    [InlineData(S.Closed, Turn.Nobody)]
    [InlineData(S.Withdrawn, Turn.Nobody)]
    [InlineData(S.Expired, Turn.Nobody)]
    public void Every_state_has_its_turn_and_an_ended_case_is_nobody_s(CaseState state, Turn turn)
    {
        Assert.Equal(turn, StateTable.TurnIn(state));
        Assert.Equal(turn == Turn.Nobody, StateTable.HasEnded(state));
    }

    [Fact]
    public void An_applicant_may_withdraw_until_the_convention_is_signed()
    {
        CaseState[] until =
        [
            S.Draft, S.Submitted, S.DocumentCheck, S.ComplementRequested, S.Admissible, S.Committee, S.Referred, S.NationalCommittee,
            S.Deferred, S.Approved, S.PartlyApproved, S.Appeal, S.WaitingList, S.FundsReserved, S.ConventionToSign,
        ];

        Assert.Equal(until, Enum.GetValues<CaseState>().Where(StateTable.CanWithdraw));
    }
}
