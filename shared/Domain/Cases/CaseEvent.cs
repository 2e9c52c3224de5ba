using System.Text.Json.Serialization;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Cases;

/// <summary>A fact in the log of a case. Facts are only ever added, and a published fact never changes its shape.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DraftCreated), "draftCreated")]
[JsonDerivedType(typeof(DraftEdited), "draftEdited")]
[JsonDerivedType(typeof(ApplicationSubmitted), "applicationSubmitted")]
[JsonDerivedType(typeof(ApplicationWithdrawn), "applicationWithdrawn")]
[JsonDerivedType(typeof(CaseClosed), "caseClosed")]
[JsonDerivedType(typeof(RequestReminded), "requestReminded")]
[JsonDerivedType(typeof(RequestExpired), "requestExpired")]
[JsonDerivedType(typeof(DueDateMoved), "dueDateMoved")]
[JsonDerivedType(typeof(LetterRecorded), "letterRecorded")]
[JsonDerivedType(typeof(LetterFiled), "letterFiled")]
[JsonDerivedType(typeof(LetterSent), "letterSent")]
[JsonDerivedType(typeof(LetterRefused), "letterRefused")]
[JsonDerivedType(typeof(LetterUndelivered), "letterUndelivered")]
[JsonDerivedType(typeof(DocumentReceived), "documentReceived")]
[JsonDerivedType(typeof(DocumentChecked), "documentChecked")]
[JsonDerivedType(typeof(CheckOpened), "checkOpened")]
[JsonDerivedType(typeof(DocumentAccepted), "documentAccepted")]
[JsonDerivedType(typeof(DocumentRefused), "documentRefused")]
[JsonDerivedType(typeof(DocumentSupplied), "documentSupplied")]
[JsonDerivedType(typeof(RenewalRequested), "renewalRequested")]
[JsonDerivedType(typeof(ComplementRequested), "complementRequested")]
[JsonDerivedType(typeof(ComplementAnswered), "complementAnswered")]
[JsonDerivedType(typeof(DeclaredAdmissible), "declaredAdmissible")]
[JsonDerivedType(typeof(DeclaredInadmissible), "declaredInadmissible")]
[JsonDerivedType(typeof(DraftLapsed), "draftLapsed")]
[JsonDerivedType(typeof(DocumentErased), "documentErased")]
[JsonDerivedType(typeof(LegalHoldPlaced), "legalHoldPlaced")]
[JsonDerivedType(typeof(LegalHoldLifted), "legalHoldLifted")]
[JsonDerivedType(typeof(DataRequested), "dataRequested")]
[JsonDerivedType(typeof(DataRequestAnswered), "dataRequestAnswered")]
[JsonDerivedType(typeof(ReviewOpened), "reviewOpened")]
[JsonDerivedType(typeof(VoteCast), "voteCast")]
[JsonDerivedType(typeof(ReplyTaken), "replyTaken")]
[JsonDerivedType(typeof(ReviewExtended), "reviewExtended")]
[JsonDerivedType(typeof(ReferredToNational), "referredToNational")]
[JsonDerivedType(typeof(SupportDecided), "supportDecided")]
[JsonDerivedType(typeof(QuestionAnswered), "questionAnswered")]
[JsonDerivedType(typeof(AnalysisWritten), "analysisWritten")]
[JsonDerivedType(typeof(PlacedOnAgenda), "placedOnAgenda")]
[JsonDerivedType(typeof(MemberCalled), "memberCalled")]
[JsonDerivedType(typeof(ScoresGiven), "scoresGiven")]
[JsonDerivedType(typeof(ModerationOpened), "moderationOpened")]
[JsonDerivedType(typeof(VotesVoided), "votesVoided")]
[JsonDerivedType(typeof(QuorumAtRisk), "quorumAtRisk")]
[JsonDerivedType(typeof(MinutesSealed), "minutesSealed")]
[JsonDerivedType(typeof(AppealFiled), "appealFiled")]
[JsonDerivedType(typeof(FundsReserved), "fundsReserved")]
[JsonDerivedType(typeof(PlacedOnWaitingList), "placedOnWaitingList")]
[JsonDerivedType(typeof(FundsReleased), "fundsReleased")]
[JsonDerivedType(typeof(ConventionIssued), "conventionIssued")]
[JsonDerivedType(typeof(ConventionSigned), "conventionSigned")]
[JsonDerivedType(typeof(TrancheOpened), "trancheOpened")]
[JsonDerivedType(typeof(TrancheRequested), "trancheRequested")]
[JsonDerivedType(typeof(ProofRefused), "proofRefused")]
[JsonDerivedType(typeof(PaymentPrepared), "paymentPrepared")]
[JsonDerivedType(typeof(ServiceVerified), "serviceVerified")]
[JsonDerivedType(typeof(PaymentOrdered), "paymentOrdered")]
[JsonDerivedType(typeof(PaymentVisaed), "paymentVisaed")]
[JsonDerivedType(typeof(PaymentSent), "paymentSent")]
[JsonDerivedType(typeof(PaymentSettled), "paymentSettled")]
[JsonDerivedType(typeof(PaymentReturned), "paymentReturned")]
public abstract record CaseEvent;

/// <summary>An applicant began a draft.</summary>
/// <param name="Applicant">Who: the subject of the sign-in.</param>
/// <param name="Form">What was filled in.</param>
/// <param name="Consent">The applicant's consent, where a regional agent files for somebody who cannot; else null.</param>
public sealed record DraftCreated(string Applicant, ApplicationForm Form, Consent? Consent = null) : CaseEvent;

/// <summary>The applicant changed the draft.</summary>
/// <param name="Form">The whole form as it now is.</param>
public sealed record DraftEdited(ApplicationForm Form) : CaseEvent;

/// <summary>The applicant submitted the file: a receipt is due at once and the legal clock starts (law 55-19).</summary>
/// <param name="ProgrammeVersion">Version of the rules under which the case runs to its end.</param>
/// <param name="DueOn">Date by which the administration must decide.</param>
public sealed record ApplicationSubmitted(string ProgrammeVersion, DateOnly DueOn) : CaseEvent;

/// <summary>The applicant withdrew.</summary>
public sealed record ApplicationWithdrawn : CaseEvent;

/// <summary>Every tranche is paid and the case is closed.</summary>
public sealed record CaseClosed : CaseEvent;

/// <summary>Somebody who was asked was reminded.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Reminder">The how-manieth reminder of the schedule, from 1.</param>
public sealed record RequestReminded(RequestKey Request, int Reminder) : CaseEvent;

/// <summary>What was asked did not come in time.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="LegalDueOn">After a complement: the legal due date, moved by the days of the pause; else null.</param>
public sealed record RequestExpired(RequestKey Request, DateOnly? LegalDueOn = null) : CaseEvent;

/// <summary>A due date was computed anew, because the calendar changed. What was recorded before stays.</summary>
/// <param name="Request">What is due: a request, or the administration's decision when null (law 55-19).</param>
/// <param name="From">The date until now.</param>
/// <param name="To">The date from now on.</param>
/// <param name="Feast">Code of the movable feast whose date was confirmed; null when the calendar changed otherwise.</param>
/// <param name="Year">The year of the feast, or null.</param>
public sealed record DueDateMoved(RequestKey? Request, DateOnly From, DateOnly To, string? Feast = null, int? Year = null) : CaseEvent;

/// <summary>A letter was written; it is sent afterwards, under this id, until the mail service has taken it.</summary>
/// <param name="MailId">Id of the mail for life.</param>
/// <param name="Letter">Which letter.</param>
/// <param name="Seat">The committee seat it goes to; null for the applicant and the office.</param>
/// <param name="Sequence">The entry of the log that the letter tells about.</param>
public sealed record LetterRecorded(string MailId, LetterKind Letter, string? Seat, int Sequence) : CaseEvent;

/// <summary>The letter was written on paper, as a PDF that is kept with the case, before it was sent.</summary>
/// <param name="MailId">Id of the mail; a letter is filed once.</param>
/// <param name="Sha256">SHA-256 of the PDF, lower-case hexadecimal.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record LetterFiled(string MailId, string Sha256, long Length) : CaseEvent;

/// <summary>The mail service took the letter.</summary>
/// <param name="MailId">Id of the mail.</param>
/// <param name="HeldBack">Whether it was kept from leaving, because the address is not on the allow-list outside production.</param>
public sealed record LetterSent(string MailId, bool HeldBack = false) : CaseEvent;

/// <summary>The mail service refused the letter for good, its address for instance; a person must see to it.</summary>
/// <param name="MailId">Id of the mail.</param>
/// <param name="Status">The HTTP status of the mail service.</param>
public sealed record LetterRefused(string MailId, int Status) : CaseEvent;
