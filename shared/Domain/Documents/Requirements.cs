using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>Where a document that is asked for stands on a day.</summary>
public enum RequirementStatus
{
    /// <summary>It is there and holds.</summary>
    Held,

    /// <summary>It holds today, and no longer on the day that is looked ahead to.</summary>
    Expiring,

    /// <summary>It is there and no longer holds: a fresh one is asked for, the file is not refused for it.</summary>
    Expired,

    /// <summary>It is there, it holds for a time only, and its date is not known.</summary>
    DateNeeded,

    /// <summary>It is not there.</summary>
    Missing,
}

/// <summary>A document that was brought.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="IssuedOn">The day of its issue; null when it is not known.</param>
/// <param name="ExpiresOn">The last day that stands on it; null when none does.</param>
/// <param name="Tranche">The tranche that it was brought for; null for none.</param>
public sealed record BroughtDocument(string Kind, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, int? Tranche = null);

/// <summary>A document that is asked for, and where it stands.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Requirement">Why and when it is asked.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="LastDay">The last day on which what was brought holds; null without end, or when it is not known.</param>
public sealed record RequiredDocument(DocumentKind Kind, DocumentRequirement Requirement, RequirementStatus Status, DateOnly? LastDay)
{
    /// <summary>Whether the file is not complete as it stands.</summary>
    public bool IsLacking => Requirement.Required && Status is RequirementStatus.Missing or RequirementStatus.Expired or RequirementStatus.DateNeeded;

    /// <summary>Whether the applicant is the one to bring it (law 55-19: what another administration has is not asked of it).</summary>
    public bool IsForApplicant => Kind.Provider != DocumentProvider.OtherAdministration;
}

/// <summary>The documents that an application needs at a moment, and where each of them stands.</summary>
public static class Requirements
{
    /// <summary>Every document that is asked of a kind of applicant at a moment.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="applicant">The kind of applicant; what is asked of some kinds only is left out while it is not known.</param>
    /// <param name="at">The moment.</param>
    /// <param name="tranche">At payment: which tranche.</param>
    /// <param name="brought">What was brought, in the order of its arrival: of a kind, the last one counts.</param>
    /// <param name="rules">The rules that the scheme is of.</param>
    /// <param name="on">The day on which the documents must hold.</param>
    /// <param name="until">A day to look ahead to: what does not hold until then is expiring.</param>
    public static IReadOnlyList<RequiredDocument> Of(
        Scheme scheme,
        ApplicantKind? applicant,
        Moment at,
        int? tranche,
        IReadOnlyList<BroughtDocument> brought,
        ProgrammeRules rules,
        DateOnly on,
        DateOnly until) =>
    [
        .. scheme.Documents.Where(requirement => IsAsked(requirement, applicant, at, tranche)).Select(requirement => Look(
            rules.Document(requirement.Kind),
            requirement,
            brought.LastOrDefault(document => document.Kind == requirement.Kind && DoesFor(document, requirement, tranche)),
            on,
            until)),
    ];

    private static bool IsAsked(DocumentRequirement requirement, ApplicantKind? applicant, Moment at, int? tranche) =>
        requirement.At == at
        && (requirement.Tranche is null || requirement.Tranche == tranche)
        && (requirement.Applicants is null || (applicant is { } kind && requirement.Applicants.Contains(kind)));

    // What a payment asks afresh was brought for that very tranche: an invoice pays for one thing once.
    private static bool DoesFor(BroughtDocument document, DocumentRequirement requirement, int? tranche) =>
        requirement.At != Moment.Payment || requirement.StillValid || document.Tranche == tranche;

    private static RequiredDocument Look(
        DocumentKind kind, DocumentRequirement requirement, BroughtDocument? document, DateOnly on, DateOnly until)
    {
        Validity? validity = requirement.Validity ?? kind.Validity;
        DateOnly? last = document is null ? null : validity?.LastDay(document.IssuedOn, document.ExpiresOn);
        RequirementStatus status = document is null ? RequirementStatus.Missing
            : validity is null ? RequirementStatus.Held
            : last is not { } day ? RequirementStatus.DateNeeded
            : day < on ? RequirementStatus.Expired
            : day < until ? RequirementStatus.Expiring
            : RequirementStatus.Held;
        return new RequiredDocument(kind, requirement, status, last);
    }
}
