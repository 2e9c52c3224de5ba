using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Cases;

/// <summary>The one place that says which fact may follow in which state, where it leads, and whose turn it then is.</summary>
public static class StateTable
{
    /// <summary>The state after a fact, or null if the fact cannot happen in this state.</summary>
    /// <param name="state">The state before; null before the first fact.</param>
    /// <param name="fact">What happened.</param>
    public static CaseState? Next(CaseState? state, CaseEvent fact) => (state, fact) switch
    {
        (null, DraftCreated) => S.Draft,
        (null, _) => null,

        // What is noted beside the procedure leaves the state as it is.
        (not S.Draft, RequestReminded) => state,
        ({ } now, DueDateMoved { Request: null }) when LegalClockRuns(now) => now,
        // Verdicts are due with the decision, and funds on no date.
        ({ } now, DueDateMoved { Request.Ask: not (Ask.Verdicts or Ask.Funds) and var ask }) when ask == RequestKey.AskIn(now) => now,
        (_, LetterRecorded or LetterFiled or LetterSent or LetterRefused or LetterUndelivered or DocumentChecked) => state,
        // Which kind, and whether it is asked for, is the rule's: here only that the case still goes on.
        ({ } going, DocumentReceived or DocumentAccepted or DocumentRefused or DocumentSupplied or RenewalRequested)
            when going > S.Submitted && !HasEnded(going) => going,
        (not S.Draft, ReplyTaken or LegalHoldPlaced or LegalHoldLifted or DataRequested or DataRequestAnswered) => state,
        ({ } now, DocumentErased) when HasEnded(now) => now,
        (S.Withdrawn or S.Expired, FundsReleased) => state,

        (S.Draft, DraftEdited or DocumentReceived) => S.Draft,
        (S.Draft, ApplicationSubmitted) => S.Submitted,
        (S.Draft, DraftLapsed) => S.Expired,
        (S.Submitted, CheckOpened) => S.DocumentCheck,
        (S.DocumentCheck, ComplementRequested) => S.ComplementRequested,
        (S.DocumentCheck, DeclaredAdmissible) => S.Admissible,
        (S.DocumentCheck, DeclaredInadmissible) => S.Inadmissible,
        (S.ComplementRequested, ComplementAnswered or RequestExpired) => S.DocumentCheck,

        (S.Admissible, ReviewOpened { Level: CommitteeLevel.Regional }) => S.Committee,
        (S.Admissible or S.Referred or S.Appeal, ReviewOpened { Level: CommitteeLevel.National }) => S.NationalCommittee,
        (S.Committee or S.NationalCommittee, VoteCast or ScoresGiven or MemberCalled or VotesVoided or ModerationOpened or QuorumAtRisk
            or PlacedOnAgenda or ReviewExtended) => state,
        // The analysis is there before the committee meets, or comes while it does.
        (S.DocumentCheck or S.ComplementRequested or S.Admissible or S.Committee or S.Referred or S.NationalCommittee or S.Deferred or S.Appeal, AnalysisWritten) => state,
        // Minutes are written when the meeting is over, and the case has gone on.
        ( > S.Admissible, MinutesSealed) => state,
        (S.Committee, ReferredToNational) => S.Referred,
        (S.Committee or S.NationalCommittee, SupportDecided decided) => After(decided.Result),
        (S.Deferred, QuestionAnswered or RequestExpired) => S.Admissible,
        (S.Rejected or S.ConventionToSign, AppealFiled) => S.Appeal,

        (S.Approved or S.PartlyApproved, PlacedOnWaitingList) => S.WaitingList,
        (S.Approved or S.PartlyApproved or S.WaitingList, FundsReserved) => S.FundsReserved,
        (S.FundsReserved, ConventionIssued) => S.ConventionToSign,
        (S.ConventionToSign or S.WaitingList, ConventionSigned) => S.ConventionSigned,
        (S.ConventionToSign, RequestExpired) => S.Expired,

        (S.ConventionSigned or S.TrancheSettled, TrancheOpened) => S.ProofAwaited,
        (S.ProofAwaited, TrancheRequested) => S.ProofReceived,
        (S.ProofAwaited, RequestExpired) => S.Expired,
        (S.ProofReceived or S.PaymentReturned, PaymentPrepared) => S.PaymentPrepared,
        (S.PaymentPrepared, ServiceVerified) => S.ServiceVerified,
        (S.PaymentPrepared, ProofRefused) => S.ProofAwaited,
        (S.ServiceVerified, PaymentOrdered) => S.PaymentOrdered,
        (S.PaymentOrdered, PaymentVisaed) => S.PaymentVisaed,
        (S.PaymentVisaed, PaymentSent) => S.PaymentSent,
        (S.PaymentSent, PaymentSettled) => S.TrancheSettled,
        (S.PaymentSent, PaymentReturned) => S.PaymentReturned,
        (S.TrancheSettled, CaseClosed) => S.Closed,

        ({ } now, ApplicationWithdrawn) when CanWithdraw(now) => S.Withdrawn,
        _ => null,
    };

    /// <summary>Whose turn it is in a state.</summary>
    public static Turn TurnIn(CaseState state) => state switch
    {
        S.Draft or S.ComplementRequested or S.Deferred or S.ConventionToSign or S.ProofAwaited => Turn.Applicant,
        S.DocumentCheck => Turn.Officer,
        S.Committee or S.NationalCommittee => Turn.Committee,
        S.ProofReceived or S.PaymentReturned => Turn.Preparer,
        S.PaymentPrepared => Turn.Verifier,
        S.ServiceVerified => Turn.Authoriser,
        S.PaymentOrdered or S.PaymentVisaed => Turn.Accountant,
        S.PaymentSent => Turn.Bank,
        _ => HasEnded(state) ? Turn.Nobody : Turn.System,
    };

    /// <summary>Whether nothing further happens to the case.</summary>
    public static bool HasEnded(CaseState state) =>
        state is S.Inadmissible or S.Rejected or S.Closed or S.Withdrawn or S.Expired;

    /// <summary>An applicant may withdraw until the convention is signed: from then on both sides are bound.</summary>
    public static bool CanWithdraw(CaseState state) => state < S.ConventionSigned && !HasEnded(state);

    /// <summary>Whether the clock of the administration's decision runs (law 55-19): not while the complement is awaited.</summary>
    public static bool LegalClockRuns(CaseState state) =>
        state is > S.Draft and < S.Approved and not S.ComplementRequested && !HasEnded(state);

    private static CaseState After(ReviewResult result) => result switch
    {
        ReviewResult.Approved => S.Approved,
        ReviewResult.PartlyApproved => S.PartlyApproved,
        ReviewResult.Rejected => S.Rejected,
        _ => S.Deferred,
    };
}
