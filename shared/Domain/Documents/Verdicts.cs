using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>What an officer says of a document.</summary>
/// <param name="Accepted">Whether it is good.</param>
/// <param name="Code">Why not, of the list.</param>
/// <param name="Reason">Why not, in a sentence for the applicant.</param>
/// <param name="IssuedOn">The day of its issue; null where it does not matter, or where the checks or an earlier case tell it.</param>
/// <param name="ExpiresOn">The last day that stands on it; null likewise.</param>
public sealed record GivenVerdict(
    bool Accepted, RefusalReason? Code = null, string? Reason = null, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null);

/// <summary>An officer's verdicts on documents, and the mark that another administration supplies one.</summary>
public static class Verdicts
{
    /// <summary>An officer accepts a document, or refuses it with a reason; once the automatic checks are done, never before.</summary>
    /// <param name="file">The case.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="verdict">What the officer says.</param>
    /// <param name="by">The officer: not the person who filed the case for its applicant.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static Outcome Judge(CaseFile file, string documentId, GivenVerdict verdict, string by, Circumstances now)
    {
        CaseDocument? document = file.Documents.Find(candidate => candidate.Id == documentId);
        return document is null ? Outcome.Refuse(RefusalCodes.DocumentUnknown)
            : !document.IsUsable ? Outcome.Refuse(RefusalCodes.DocumentUnusable, null, document.Kind)
            : !IsToBeJudged(file, document, now.Rules) ? NotNow(file)
            : file.Agents.Contains(by) ? Outcome.Refuse(RefusalCodes.SamePerson)
            : !document.IsScreened ? Outcome.Refuse(RefusalCodes.DocumentNotChecked, null, document.Kind)
            : verdict.Accepted ? Accept(document, verdict, now)
            : Refuse(document, verdict);
    }

    /// <summary>An officer has a document from the administration that issues it.</summary>
    public static Outcome Supply(CaseFile file, DocumentSupplied supplied, string by, Circumstances now) =>
        now.Rules.TryDocument(supplied.Kind) is not { } kind ? Outcome.Refuse(RefusalCodes.DocumentKindUnknown, "kind")
        : kind.Provider != DocumentProvider.OtherAdministration ? Outcome.Refuse(RefusalCodes.DocumentForApplicant, "kind", supplied.Kind)
        : !IsAskedNow(file, supplied.Kind, now.Rules) ? NotNow(file)
        : file.Agents.Contains(by) ? Outcome.Refuse(RefusalCodes.SamePerson)
        : Undated(kind, supplied.IssuedOn, supplied.ExpiresOn, now.Today, now) is { } refusal ? Outcome.Refuse([refusal])
        : Renewals.OpenFor(file, supplied.Kind) is null && file.Supplied.FindLast(known => known.Kind == supplied.Kind) is { } same
            && (same.IssuedOn, same.ExpiresOn) == (supplied.IssuedOn, supplied.ExpiresOn) ? Outcome.AlreadySo
        : Outcome.Record(supplied);

    /// <summary>Whether the day of a kind's issue, or its last day, must be known once it is accepted.</summary>
    public static bool NeedsDate(DocumentKind kind) =>
        kind.Validity is not null && kind.Asked.Any(asked => asked.StillValid || (asked is { At: Moment.Submission, Required: true }));

    /// <summary>The day of a document's issue as far as it is known before an officer says it: read from its text, or accepted before.</summary>
    public static DateOnly? ProposedIssue(CaseDocument document) => document.Received.KeptFrom?.IssuedOn ?? DateIn(document, FindingCode.IssuedOn);

    /// <summary>The last day that stands on a document, likewise.</summary>
    public static DateOnly? ProposedExpiry(CaseDocument document) => document.Received.KeptFrom?.ExpiresOn ?? DateIn(document, FindingCode.ExpiresOn);

    private static Outcome Accept(CaseDocument document, GivenVerdict verdict, Circumstances now)
    {
        DocumentKind kind = now.Rules.Document(document.Kind);
        DateOnly? issued = kind.Validity is null ? null : verdict.IssuedOn ?? ProposedIssue(document);
        DateOnly? expires = kind.Validity is not { DateOnDocument: true } ? null : verdict.ExpiresOn ?? ProposedExpiry(document);
        // It had to hold when it was brought; whether it still does later is asked at its moment.
        DateOnly brought = now.Calendar.DateOf(document.ReceivedAt);
        return Undated(kind, issued, expires, brought, now) is { } refusal ? Outcome.Refuse([refusal])
            : new DocumentAccepted(document.Id, issued, expires) is var accepted && IsSo(document, accepted) ? Outcome.AlreadySo
            : Outcome.Record(accepted);
    }

    private static bool IsSo(CaseDocument document, DocumentAccepted accepted) =>
        (document.Verdict, document.IssuedOn, document.ExpiresOn) == (Verdict.Accepted, accepted.IssuedOn, accepted.ExpiresOn);

    private static Outcome Refuse(CaseDocument document, GivenVerdict verdict) =>
        string.IsNullOrWhiteSpace(verdict.Reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
        : verdict.Code is not { } code ? Outcome.Refuse(RefusalCodes.ReasonRequired, "code")
        : new DocumentRefused(document.Id, verdict.Reason.Trim(), code) is var refused
            && (document.Verdict, document.Reason, document.Code) == (Verdict.Refused, refused.Reason, refused.Code) ? Outcome.AlreadySo
        : Outcome.Record(refused);

    private static Refusal? Undated(DocumentKind kind, DateOnly? issued, DateOnly? expires, DateOnly on, Circumstances now)
    {
        if (kind.Validity is not { } validity)
        {
            return null;
        }

        (string field, DateOnly? needed) = validity.DateOnDocument ? ("expiresOn", expires) : ("issuedOn", issued);
        return needed is null ? NeedsDate(kind) ? new Refusal(RefusalCodes.DocumentDateRequired, field, kind.Code) : null
            : issued > now.Today ? new Refusal(RefusalCodes.DocumentDateInFuture, "issuedOn")
            : validity.LastDay(issued, expires) is { } last && last < on
                ? new Refusal(RefusalCodes.DocumentExpired, field, kind.Code, last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Whether a verdict on a document is asked for now: it is the latest of its kind, in the check or for a renewal.</summary>
    public static bool IsToBeJudged(CaseFile file, CaseDocument document, ProgrammeRules rules) =>
        file.Latest(document.Kind) == document
        && ((file.State == CaseState.DocumentCheck && DocumentCheck.Current(file, rules).Contains(document)) || Renewals.Awaits(file, document));

    /// <summary>Whether a kind is asked for now, so that an administration can supply it.</summary>
    public static bool IsAskedNow(CaseFile file, string kind, ProgrammeRules rules) =>
        (file.State == CaseState.DocumentCheck && DocumentCheck.Asked(file, rules).Any(asked => asked.Kind == kind))
        || Renewals.OpenFor(file, kind) is not null;

    private static Outcome NotNow(CaseFile file) => file.State == CaseState.DocumentCheck
        ? Outcome.Refuse(RefusalCodes.DocumentUnknown)
        : Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());

    private static DateOnly? DateIn(CaseDocument document, FindingCode code) =>
        document.Found(code)?.Value is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : null;
}
