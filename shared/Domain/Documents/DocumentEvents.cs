using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Documents;

/// <summary>A file arrived and is kept.</summary>
/// <param name="DocumentId">Id of the document in its case.</param>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="FileName">The name that the applicant gave, without any path.</param>
/// <param name="ContentType">What the content is, found from the content itself.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="StoredAs">Id of the earlier document of the case under which the same content is kept; null if it is kept under its own.</param>
public sealed record DocumentReceived(
    string DocumentId, string Kind, string FileName, string ContentType, long Bytes, string Sha256, string? StoredAs = null) : CaseEvent;

/// <summary>The file was taken up for checking.</summary>
public sealed record CheckOpened : CaseEvent;

/// <summary>An officer accepted a document.</summary>
public sealed record DocumentAccepted(string DocumentId) : CaseEvent;

/// <summary>An officer refused a document.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Reason">Why, in words the applicant reads (law 03-01: negative decisions give reasons).</param>
public sealed record DocumentRefused(string DocumentId, string Reason) : CaseEvent;

/// <summary>The applicant is asked, once, to complete the file; the legal clock is paused (law 55-19).</summary>
/// <param name="Kinds">Codes of the documents asked for.</param>
/// <param name="Note">What the officer adds, or null.</param>
/// <param name="DueOn">Until when.</param>
public sealed record ComplementRequested(IReadOnlyList<string> Kinds, string? Note, DateOnly DueOn) : CaseEvent;

/// <summary>The applicant completed the file; the legal clock runs again.</summary>
/// <param name="LegalDueOn">The legal due date, moved by the days of the pause.</param>
public sealed record ComplementAnswered(DateOnly LegalDueOn) : CaseEvent;

/// <summary>The file is complete and every document accepted.</summary>
public sealed record DeclaredAdmissible : CaseEvent;

/// <summary>The file is not admissible.</summary>
/// <param name="Reasons">The documents at fault and why.</param>
public sealed record DeclaredInadmissible(IReadOnlyList<Fault> Reasons) : CaseEvent;

/// <summary>What is wrong with a file.</summary>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="Reason">Why it was refused; null when it is missing.</param>
public sealed record Fault(string Kind, string? Reason);
