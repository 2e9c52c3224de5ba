namespace Tasdir.Domain.Cases;

/// <summary>Where a case stands in the procedure. Derived from the log by <see cref="StateTable"/>, never set.</summary>
public enum CaseState
{
    /// <summary>Being filled in; nothing is promised yet.</summary>
    Draft,

    /// <summary>Received; the legal clock runs.</summary>
    Submitted,

    /// <summary>An officer checks the documents.</summary>
    DocumentCheck,

    /// <summary>The applicant completes the file; the legal clock is paused.</summary>
    ComplementRequested,

    /// <summary>Complete and ready for a committee.</summary>
    Admissible,

    /// <summary>Ended: the file is not admissible, with reasons.</summary>
    Inadmissible,

    /// <summary>Before the regional committee.</summary>
    Committee,

    /// <summary>On its way from the regional to the national committee.</summary>
    Referred,

    /// <summary>Before the national committee.</summary>
    NationalCommittee,

    /// <summary>The committee asked the applicant a question.</summary>
    Deferred,

    /// <summary>Granted as computed.</summary>
    Approved,

    /// <summary>Granted for less than computed.</summary>
    PartlyApproved,

    /// <summary>Ended: refused, with reasons.</summary>
    Rejected,

    /// <summary>Refused or granted in part, and the applicant appealed: other members will review the case.</summary>
    Appeal,

    /// <summary>Granted, but the region's envelope is empty for now.</summary>
    WaitingList,

    /// <summary>The amount is set aside in the region's envelope.</summary>
    FundsReserved,

    /// <summary>The convention waits for the applicant's signature.</summary>
    ConventionToSign,

    /// <summary>The convention is signed.</summary>
    ConventionSigned,

    /// <summary>The applicant brings what a tranche is paid on.</summary>
    ProofAwaited,

    /// <summary>The proof is there; the payment is to be prepared.</summary>
    ProofReceived,

    /// <summary>Prepared; the service is to be verified.</summary>
    PaymentPrepared,

    /// <summary>Service done; the payment is to be ordered.</summary>
    ServiceVerified,

    /// <summary>Ordered; the accountant is to give the visa.</summary>
    PaymentOrdered,

    /// <summary>Visaed; it goes into the next payment file.</summary>
    PaymentVisaed,

    /// <summary>In a payment file; the bank has not answered.</summary>
    PaymentSent,

    /// <summary>The bank sent it back; it is to be prepared again.</summary>
    PaymentReturned,

    /// <summary>The tranche is paid.</summary>
    TrancheSettled,

    /// <summary>Ended: everything is paid.</summary>
    Closed,

    /// <summary>Ended: the applicant withdrew.</summary>
    Withdrawn,

    /// <summary>Ended: a deadline passed without an answer.</summary>
    Expired,
}

/// <summary>Whose turn it is.</summary>
public enum Turn
{
    /// <summary>The applicant.</summary>
    Applicant,

    /// <summary>The regional officer.</summary>
    Officer,

    /// <summary>The committee.</summary>
    Committee,

    /// <summary>Who prepares payments.</summary>
    Preparer,

    /// <summary>Who verifies that the service was done.</summary>
    Verifier,

    /// <summary>The authorising officer (ordonnateur).</summary>
    Authoriser,

    /// <summary>The accountant (comptable).</summary>
    Accountant,

    /// <summary>The bank.</summary>
    Bank,

    /// <summary>Tasdir itself, in a moment; or the envelope, when it has funds.</summary>
    System,

    /// <summary>Nobody: the case has ended.</summary>
    Nobody,
}
