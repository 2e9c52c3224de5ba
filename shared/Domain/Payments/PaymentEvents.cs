using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Payments;

/// <summary>The convention was drawn up and sent for signature.</summary>
/// <param name="Tranches">Amount of each tranche, MAD; they add up to the grant.</param>
/// <param name="DueOn">Until when it can be signed.</param>
public sealed record ConventionIssued(IReadOnlyList<Money> Tranches, DateOnly DueOn) : CaseEvent;

/// <summary>The applicant signed the convention.</summary>
/// <param name="Signatory">The name under which it was signed.</param>
public sealed record ConventionSigned(string Signatory) : CaseEvent;

/// <summary>A tranche can be asked for.</summary>
/// <param name="Tranche">From 1.</param>
/// <param name="DueOn">Until when its proof can be brought.</param>
public sealed record TrancheOpened(int Tranche, DateOnly DueOn) : CaseEvent;

/// <summary>The applicant asked for the tranche; its documents are there.</summary>
/// <param name="Tranche">From 1.</param>
/// <param name="PayBy">Until when it should be paid.</param>
public sealed record TrancheRequested(int Tranche, DateOnly PayBy) : CaseEvent;

/// <summary>The verifier did not accept the proof; the applicant brings it again.</summary>
/// <param name="Tranche">From 1.</param>
/// <param name="Reason">Why, in words the applicant reads.</param>
/// <param name="DueOn">Until when.</param>
public sealed record ProofRefused(int Tranche, string Reason, DateOnly DueOn) : CaseEvent;

/// <summary>The payment was prepared.</summary>
/// <param name="Tranche">From 1.</param>
/// <param name="EndToEndId">Id of the payment for life (ISO 20022, at most 35 characters).</param>
/// <param name="Amount">MAD.</param>
/// <param name="Rib">The account it goes to.</param>
/// <param name="By">The preparer.</param>
public sealed record PaymentPrepared(int Tranche, string EndToEndId, Money Amount, string Rib, string By) : CaseEvent;

/// <summary>The service was verified as done (service fait).</summary>
public sealed record ServiceVerified(int Tranche, string By) : CaseEvent;

/// <summary>The authorising officer ordered the payment.</summary>
public sealed record PaymentOrdered(int Tranche, string By) : CaseEvent;

/// <summary>The accountant gave the visa.</summary>
public sealed record PaymentVisaed(int Tranche, string By) : CaseEvent;

/// <summary>The payment is in a payment file: from here only the bank's answer moves it.</summary>
public sealed record PaymentSent(int Tranche, string EndToEndId, string FileId) : CaseEvent;

/// <summary>The bank settled the payment.</summary>
public sealed record PaymentSettled(int Tranche, string EndToEndId) : CaseEvent;

/// <summary>The bank rejected or returned the payment: the next one is another generation, with another id.</summary>
/// <param name="Tranche">From 1.</param>
/// <param name="EndToEndId">Which payment.</param>
/// <param name="Reason">The bank's reason code (ISO 20022 external code, e.g. <c>AC04</c>).</param>
public sealed record PaymentReturned(int Tranche, string EndToEndId, string Reason) : CaseEvent;
