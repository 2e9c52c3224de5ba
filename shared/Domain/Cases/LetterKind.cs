namespace Tasdir.Domain.Cases;

/// <summary>A letter of the procedure, named by what happened.</summary>
public enum LetterKind
{
    /// <summary>To the applicant: the file was received; reference and legal due date (law 55-19, receipt on deposit).</summary>
    ApplicationReceived,

    /// <summary>To the applicant: what is missing or refused, and until when it can be brought (law 55-19, once).</summary>
    ComplementRequested,

    /// <summary>To the applicant: the complement is still awaited.</summary>
    ComplementReminder,

    /// <summary>To the applicant: the complement arrived, and the new due date.</summary>
    ComplementReceived,

    /// <summary>To the applicant: the file is admissible and goes to the committee.</summary>
    DeclaredAdmissible,

    /// <summary>To the applicant: the file is inadmissible, with every reason and the way to appeal (law 03-01).</summary>
    DeclaredInadmissible,

    /// <summary>To a committee member: a file to decide, with the link to vote.</summary>
    VoteInvitation,

    /// <summary>To a committee member: the vote is still awaited.</summary>
    VoteReminder,

    /// <summary>To a committee member: the dossier changed, so the vote given on the former one is void; with the link to vote.</summary>
    VotesVoided,

    /// <summary>To a committee member who scored: scores are far apart and are to be talked over; with the link to see them.</summary>
    ModerationOpened,

    /// <summary>To the chair of a committee: the close is near and the quorum is not there.</summary>
    QuorumAtRisk,

    /// <summary>To the applicant: the appeal was received and other members will review the case.</summary>
    AppealReceived,

    /// <summary>To the applicant: the committee asks a question before it decides.</summary>
    QuestionAsked,

    /// <summary>To the applicant: the answer is still awaited.</summary>
    QuestionReminder,

    /// <summary>To the applicant: support was granted, whole or in part, and how much (MAD).</summary>
    SupportGranted,

    /// <summary>To the applicant: support was refused, with every reason and the way to appeal (law 03-01).</summary>
    SupportRefused,

    /// <summary>To the applicant: granted, but the region's envelope has no funds left for now.</summary>
    PlacedOnWaitingList,

    /// <summary>To the applicant: the convention is ready to sign, and until when.</summary>
    ConventionToSign,

    /// <summary>To the applicant: the signature is still awaited.</summary>
    SignatureReminder,

    /// <summary>To the applicant: what to bring to have a tranche paid, and until when.</summary>
    ProofRequested,

    /// <summary>To the applicant: the proof for a tranche is still awaited.</summary>
    ProofReminder,

    /// <summary>To the applicant: a tranche was paid (MAD).</summary>
    TranchePaid,

    /// <summary>To the applicant: the bank sent a payment back; it is being put right.</summary>
    PaymentReturned,

    /// <summary>To the applicant: everything is paid and the case is closed.</summary>
    CaseClosed,

    /// <summary>To the applicant: the application was withdrawn, as asked.</summary>
    ApplicationWithdrawn,

    /// <summary>To the applicant: a deadline passed without an answer and the case ended.</summary>
    CaseExpired,

    /// <summary>To the region's office: documents wait to be checked, and the legal due date nears.</summary>
    DocumentCheckReminder,

    /// <summary>To the applicant: documents that expire are asked for again; the case goes on meanwhile.</summary>
    RenewalRequested,

    /// <summary>To the region's office: documents of other administrations expire and are to be got again.</summary>
    RenewalToSupply,

    /// <summary>To the region's office: a document that was asked for again is there and waits for a verdict.</summary>
    RenewalToCheck,

    /// <summary>To the region's office: a payment is still under way and its 60 days run.</summary>
    PaymentReminder,

    /// <summary>To the region's office: the applicant asks about the data kept on them (law 09-08), and until when the answer is due.</summary>
    DataRequested,

    /// <summary>To the applicant: the answer, with the way to everything that is kept (law 09-08).</summary>
    DataRequestAnswered,

    /// <summary>To a committee member: what was understood of an answer by mail, and whether the vote is recorded.</summary>
    ReplyReceipt,

    /// <summary>To a committee member: an answer by mail was not understood, and how to answer.</summary>
    ReplyNotUnderstood,
}
