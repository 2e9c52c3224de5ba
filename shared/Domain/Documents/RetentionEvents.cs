using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Documents;

/// <summary>A draft that nobody changed for as long as the programme keeps one ended, without ever being submitted.</summary>
public sealed record DraftLapsed : CaseEvent;

/// <summary>The content of a document was removed, because its time was over; its name, size and hash stay in the log.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Period">How long it was kept after the case had ended, ISO 8601; null in an application that was never submitted.</param>
public sealed record DocumentErased(string DocumentId, string? Period = null) : CaseEvent;

/// <summary>Documents of the case are kept beyond their time: a lawsuit, an audit.</summary>
/// <param name="Reason">Why, for officials.</param>
public sealed record LegalHoldPlaced(string Reason) : CaseEvent;

/// <summary>The documents' time runs out as usual again.</summary>
/// <param name="Reason">Why, for officials.</param>
public sealed record LegalHoldLifted(string Reason) : CaseEvent;
