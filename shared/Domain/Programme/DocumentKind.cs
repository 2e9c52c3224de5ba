using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Programme;

/// <summary>Who provides a document (law 55-19: nothing is asked that an administration can get itself).</summary>
public enum DocumentProvider
{
    /// <summary>The applicant.</summary>
    Applicant,

    /// <summary>Another administration; the applicant may bring it meanwhile.</summary>
    OtherAdministration,

    /// <summary>The applicant, by a statement on its honour in place of papers.</summary>
    SwornStatement,
}

/// <summary>The moment at which a document is needed.</summary>
public enum Moment
{
    /// <summary>When the application is submitted.</summary>
    Submission,

    /// <summary>When the committee decides.</summary>
    Committee,

    /// <summary>When a tranche is paid.</summary>
    Payment,
}

/// <summary>A kind of document.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Basis">Why it is asked, and where its validity comes from.</param>
/// <param name="Provider">Who provides it.</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Formats">Formats that are accepted: <c>pdf</c>, <c>jpeg</c>, <c>png</c>, <c>docx</c>, <c>xlsx</c>, <c>zip</c>.</param>
/// <param name="MostMegabytes">The largest file, megabytes (of 1,048,576 bytes).</param>
/// <param name="Asked">When and of whom it is asked.</param>
/// <param name="Validity">How long it holds; null without end.</param>
/// <param name="Proves">The identifiers that it shows, once an officer has accepted it.</param>
/// <param name="PerApplication">Whether it is made for one application, as a plan is: it is not offered again in the next.</param>
/// <param name="Retention">How long it is kept after its case has ended; null without end.</param>
public sealed record DocumentKind(
    string Code,
    Text Name,
    Text Basis,
    DocumentProvider Provider,
    Text Issuer,
    IReadOnlyList<string> Formats,
    int MostMegabytes,
    IReadOnlyList<AskedDocument> Asked,
    Validity? Validity = null,
    IReadOnlyList<IdentifierKind>? Proves = null,
    bool PerApplication = false,
    RetentionPeriod? Retention = null)
{
    /// <summary>The largest file, bytes.</summary>
    public long MostBytes => MostMegabytes * 1_048_576L;
}

/// <summary>How long a document holds: either so many days or months from its issue, or until the date that stands on it.</summary>
/// <param name="Days">Days from its issue.</param>
/// <param name="Months">Calendar months from its issue.</param>
/// <param name="DateOnDocument">Whether an expiry date stands on it.</param>
public sealed record Validity(int? Days = null, int? Months = null, bool DateOnDocument = false)
{
    /// <summary>The last day on which a document holds; null where nothing ends it or the date is not known.</summary>
    public DateOnly? LastDay(DateOnly? issued, DateOnly? expires) =>
        DateOnDocument ? expires
        : issued is not { } day ? null
        : Days is { } days ? day.AddDays(days)
        : Months is { } months ? day.AddMonths(months)
        : null;
}

/// <summary>How long a document is kept after its case has ended: so many years, or months.</summary>
/// <param name="Basis">The text that it is from.</param>
/// <param name="Years">Calendar years.</param>
/// <param name="Months">Calendar months.</param>
public sealed record RetentionPeriod(Text Basis, int? Years = null, int? Months = null)
{
    /// <summary>The first day on which it is no longer kept.</summary>
    public DateOnly EndFrom(DateOnly ended) => Years is { } years ? ended.AddYears(years) : ended.AddMonths(Months!.Value);

    /// <summary>The period as ISO 8601 spells it: <c>P10Y</c>, <c>P24M</c>.</summary>
    public override string ToString() => Years is { } years ? $"P{years}Y" : $"P{Months}M";
}

/// <summary>One line of the matrix of documents.</summary>
/// <param name="At">The moment.</param>
/// <param name="Required">Whether the file is incomplete without it.</param>
/// <param name="Tranche">At payment: for which tranche; null for each.</param>
/// <param name="Schemes">Codes of the schemes; null for all.</param>
/// <param name="Applicants">Kinds of applicant; null for all.</param>
/// <param name="StillValid">Whether what was brought earlier does, while it holds.</param>
/// <param name="Validity">How long it holds for this moment; null as its kind says.</param>
public sealed record AskedDocument(
    Moment At,
    bool Required = true,
    int? Tranche = null,
    IReadOnlyList<string>? Schemes = null,
    IReadOnlyList<ApplicantKind>? Applicants = null,
    bool StillValid = false,
    Validity? Validity = null);

/// <summary>A document that a scheme asks for.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="At">The moment at which it is needed.</param>
/// <param name="Required">Whether the file is incomplete without it.</param>
/// <param name="Tranche">At payment: the tranche that it is asked for; null for each.</param>
/// <param name="Applicants">The kinds of applicant it is asked of; null for all.</param>
/// <param name="StillValid">
/// Whether the document that was brought earlier does, as long as it holds at that moment: it is asked for again only when it
/// has expired.
/// </param>
/// <param name="Validity">How long it holds for this moment; null for the validity of its kind.</param>
public sealed record DocumentRequirement(
    string Kind,
    Moment At = Moment.Submission,
    bool Required = true,
    int? Tranche = null,
    IReadOnlyList<ApplicantKind>? Applicants = null,
    bool StillValid = false,
    Validity? Validity = null);
