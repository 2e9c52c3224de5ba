namespace Tasdir.Domain.Documents;

/// <summary>One thing that a complement asks for.</summary>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="Note">What the officer says of this item, or null.</param>
public sealed record ComplementItem(string Kind, string? Note = null);

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

    /// <summary>What is asked for, item by item.</summary>
    public IReadOnlyList<ComplementItem> Items { get; init; } = [];

    /// <summary>How many documents the case had when it was asked for: what came after them answers it.</summary>
    public int DocumentsBefore { get; init; }

    /// <summary>The document that answers an item; null while nothing does.</summary>
    public CaseDocument? AnswerTo(string kind, Cases.CaseFile file) =>
        file.Latest(kind) is { } document && file.Documents.IndexOf(document) >= DocumentsBefore ? document : null;
}
