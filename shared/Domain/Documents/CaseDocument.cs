namespace Tasdir.Domain.Documents;

/// <summary>What an officer says of a document.</summary>
public enum Verdict
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Good.</summary>
    Accepted,

    /// <summary>Not good, with a reason.</summary>
    Refused,
}

/// <summary>A document of a case.</summary>
/// <param name="Received">The fact of its arrival.</param>
/// <param name="Verdict">What an officer said of it.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="ReceivedAt">When it arrived, UTC.</param>
public sealed record CaseDocument(DocumentReceived Received, Verdict Verdict, string? Reason, DateTimeOffset ReceivedAt)
{
    /// <summary>Id of the document in its case.</summary>
    public string Id => Received.DocumentId;

    /// <summary>Code of the kind of document.</summary>
    public string Kind => Received.Kind;

    /// <summary>Id of the document under which the content is kept: what came twice is kept once.</summary>
    public string ContentId => Received.StoredAs ?? Id;

    /// <summary>When the content was removed, because its time was over, UTC; null while it is there.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Whether the content is gone.</summary>
    public bool IsErased => ErasedAt is not null;
}

/// <summary>The one complement that may be asked for.</summary>
/// <param name="RequestedAt">When it was asked for: the legal clock is paused from here.</param>
/// <param name="Kinds">Codes of the documents asked for.</param>
/// <param name="Note">What the officer added.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="AnsweredAt">When the applicant said that it is there.</param>
public sealed record Complement(
    DateTimeOffset RequestedAt, IReadOnlyList<string> Kinds, string? Note, DateOnly DueOn, DateTimeOffset? AnsweredAt)
{
    /// <summary>When it was answered or ran out: the legal clock runs again from here.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
