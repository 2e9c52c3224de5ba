using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Documents;

/// <summary>A file arrived and is kept.</summary>
/// <param name="DocumentId">Id of the document in its case.</param>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="FileName">The name that the applicant gave, without any path.</param>
/// <param name="ContentType">What the content is, found from the content itself.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="StoredAs">Id of the earlier document of this case that has the same content, which is kept once; else null.</param>
/// <param name="KeptFrom">The document of an earlier case that it was taken over from; null if it was sent.</param>
public sealed record DocumentReceived(
    string DocumentId,
    string Kind,
    string FileName,
    string ContentType,
    long Bytes,
    string Sha256,
    string? StoredAs = null,
    KeptDocument? KeptFrom = null) : CaseEvent;

/// <summary>A document of an earlier case of the same applicant.</summary>
/// <param name="Reference">The case.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="IssuedOn">The day of its issue as it was accepted there, or null.</param>
/// <param name="ExpiresOn">Its last day as it was accepted there, or null.</param>
public sealed record KeptDocument(string Reference, string DocumentId, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null);

/// <summary>Automatic checks of a document came to an end.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Reports">What each of them said.</param>
public sealed record DocumentChecked(string DocumentId, IReadOnlyList<CheckReport> Reports) : CaseEvent;

/// <summary>The file was taken up for checking.</summary>
public sealed record CheckOpened : CaseEvent;

/// <summary>An officer accepted a document.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="IssuedOn">The day of its issue, for what holds a time from then on; else null.</param>
/// <param name="ExpiresOn">The last day that stands on it, or null.</param>
public sealed record DocumentAccepted(string DocumentId, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null) : CaseEvent;

/// <summary>An officer refused a document.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Reason">Why, in words the applicant reads (law 03-01: negative decisions give reasons).</param>
/// <param name="Code">Why, of the list.</param>
public sealed record DocumentRefused(string DocumentId, string Reason, RefusalReason? Code = null) : CaseEvent;

/// <summary>An officer has a document from the administration that issues it: the applicant need not bring it (law 55-19).</summary>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="IssuedOn">The day of its issue, for what holds a time from then on; else null.</param>
/// <param name="ExpiresOn">The last day that stands on it, or null.</param>
/// <param name="Note">Where it was found, a number for instance; or null.</param>
public sealed record DocumentSupplied(string Kind, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, string? Note = null) : CaseEvent;

/// <summary>Documents that will no longer hold when they are needed are asked for again. The case goes on meanwhile.</summary>
/// <param name="Kinds">Codes of the kinds of document.</param>
/// <param name="For">The moment that they are needed for.</param>
/// <param name="Tranche">At payment: the tranche.</param>
/// <param name="DueOn">By when they should be there.</param>
/// <param name="OfAdministration">Whether an officer gets them from another administration; else the applicant brings them.</param>
public sealed record RenewalRequested(
    IReadOnlyList<string> Kinds, Programme.Moment For, int? Tranche, DateOnly DueOn, bool OfAdministration = false) : CaseEvent;

/// <summary>The applicant is asked, once, to complete the file; the legal clock is paused (law 55-19).</summary>
/// <param name="Kinds">Codes of the documents asked for.</param>
/// <param name="Note">What the officer adds, or null.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="Items">The same documents, with what the officer says of each; null if nothing is said of any.</param>
public sealed record ComplementRequested(
    IReadOnlyList<string> Kinds, string? Note, DateOnly DueOn, IReadOnlyList<ComplementItem>? Items = null) : CaseEvent;

/// <summary>The applicant completed the file; the legal clock runs again.</summary>
/// <param name="LegalDueOn">The legal due date, moved by the days of the pause.</param>
/// <param name="Without">Codes of the documents that the applicant said it cannot bring; null if everything is there.</param>
public sealed record ComplementAnswered(DateOnly LegalDueOn, IReadOnlyList<string>? Without = null) : CaseEvent;

/// <summary>The file is complete and every document accepted.</summary>
public sealed record DeclaredAdmissible : CaseEvent;

/// <summary>The file is not admissible.</summary>
/// <param name="Reasons">The documents at fault and why.</param>
public sealed record DeclaredInadmissible(IReadOnlyList<Fault> Reasons) : CaseEvent;

/// <summary>What is wrong with a file.</summary>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="Reason">Why it was refused; null when it is missing.</param>
public sealed record Fault(string Kind, string? Reason);
