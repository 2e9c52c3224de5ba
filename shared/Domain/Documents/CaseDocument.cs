using System.Collections.Immutable;

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

/// <summary>Why an officer refuses a document: the list to choose from; a sentence says the rest.</summary>
public enum RefusalReason
{
    /// <summary>It cannot be read: blurred, cut off, dark.</summary>
    Illegible,

    /// <summary>Pages or parts are missing.</summary>
    Incomplete,

    /// <summary>It is another document than the one asked for.</summary>
    WrongDocument,

    /// <summary>It speaks of another enterprise or person.</summary>
    OtherApplicant,

    /// <summary>It no longer holds.</summary>
    Expired,

    /// <summary>A signature or a stamp is missing.</summary>
    NotSigned,

    /// <summary>What it says does not agree with the application.</summary>
    Inconsistent,

    /// <summary>Something else: the sentence says what.</summary>
    Other,
}

/// <summary>A document of a case.</summary>
/// <param name="Received">The fact of its arrival.</param>
/// <param name="Verdict">What an officer said of it.</param>
/// <param name="Reason">Why it was refused, in a sentence.</param>
/// <param name="ReceivedAt">When it arrived, UTC.</param>
public sealed record CaseDocument(DocumentReceived Received, Verdict Verdict, string? Reason, DateTimeOffset ReceivedAt)
{
    /// <summary>Id of the document in its case.</summary>
    public string Id => Received.DocumentId;

    /// <summary>Code of the kind of document.</summary>
    public string Kind => Received.Kind;

    /// <summary>Id of the document of this case whose file holds the content: the same content is kept once.</summary>
    public string ContentId => Received.StoredAs ?? Id;

    /// <summary>Why it was refused, of the list; null if it was not, or before there was a list.</summary>
    public RefusalReason? Code { get; init; }

    /// <summary>What the automatic checks said, in the order in which they came.</summary>
    public ImmutableList<CheckReport> Reports { get; init; } = [];

    /// <summary>The day of its issue, as an officer saw it.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The last day that stands on it, as an officer saw it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The tranche whose proof was awaited when it arrived; null for none.</summary>
    public int? Tranche { get; init; }

    /// <summary>Whether every automatic check has reported.</summary>
    public bool IsScreened => Enum.GetValues<AutomaticCheck>().All(check => Reports.Exists(report => report.Check == check));

    /// <summary>Whether no automatic check failed so far. One that cannot be used counts as not brought.</summary>
    public bool IsUsable => Reports.TrueForAll(report => report.Outcome != CheckOutcome.Failed);

    /// <summary>When the content was removed, because its time was over, UTC; null while it is there.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Whether the content is gone.</summary>
    public bool IsErased => ErasedAt is not null;

    /// <summary>What the checks found under a code; null when they did not.</summary>
    public Finding? Found(FindingCode code) => Reports.SelectMany(report => report.Findings).FirstOrDefault(finding => finding.Code == code);
}

/// <summary>A document that another administration supplies, as an officer marked it (law 55-19: the applicant is not asked for it).</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="IssuedOn">The day of its issue, or null.</param>
/// <param name="ExpiresOn">The last day that stands on it, or null.</param>
/// <param name="At">When it was marked, UTC.</param>
public sealed record SuppliedDocument(string Kind, DateOnly? IssuedOn, DateOnly? ExpiresOn, DateTimeOffset At);

/// <summary>A document that was asked for again, because it would no longer hold when it is needed.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="For">The moment that it is needed for.</param>
/// <param name="Tranche">At payment: the tranche.</param>
/// <param name="DueOn">By when it should be there; nothing stops if it is not.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="OfAdministration">Whether an officer gets it from another administration.</param>
/// <param name="DocumentsBefore">How many documents the case had: those after them may be the renewal.</param>
/// <param name="SuppliedBefore">How many the case had from other administrations, likewise.</param>
public sealed record Renewal(
    string Kind,
    Programme.Moment For,
    int? Tranche,
    DateOnly DueOn,
    DateTimeOffset AskedAt,
    bool OfAdministration,
    int DocumentsBefore,
    int SuppliedBefore);
