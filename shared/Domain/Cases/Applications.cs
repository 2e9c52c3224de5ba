using System.Globalization;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What an applicant does with an application: begin, edit, add documents, submit, withdraw.</summary>
public static class Applications
{
    /// <summary>Documents that one case may hold, replaced ones included: a guard against a runaway client, far above any real file.</summary>
    public const int MostDocuments = 200;

    /// <summary>Begins a draft.</summary>
    public static Outcome Begin(string applicant, ApplicationForm form, ProgrammeRules rules, Consent? consent = null)
    {
        (ApplicationForm normal, IReadOnlyList<Refusal> refusals) = FormRules.Check(form, rules);
        return refusals.Count > 0 ? Outcome.Refuse(refusals) : Outcome.Record(new DraftCreated(applicant, normal, consent));
    }

    /// <summary>The applicant of what agents of a region file for people who cannot: those agents, and nobody who signs in by a link.</summary>
    public static string AssistedIn(string region) => $"assisted/{region}";

    /// <summary>Replaces the form of a draft.</summary>
    /// <param name="file">The draft.</param>
    /// <param name="form">The whole form.</param>
    /// <param name="version">The version that the caller edited: the <see cref="CaseFile.Sequence"/> it read.</param>
    /// <param name="rules">Today's rules.</param>
    public static Outcome Edit(CaseFile file, ApplicationForm form, int version, ProgrammeRules rules)
    {
        if (version != file.Sequence)
        {
            return Outcome.Refuse(RefusalCodes.StaleEdit);
        }

        (ApplicationForm normal, IReadOnlyList<Refusal> refusals) = FormRules.Check(form, rules);
        return refusals.Count > 0 ? Outcome.Refuse(refusals)
            : normal.Region != file.Region ? Outcome.Refuse(RefusalCodes.RegionFixed, "region")
            : normal == file.Form ? Outcome.AlreadySo
            : Outcome.Record(new DraftEdited(normal));
    }

    /// <summary>Adds a document that was received and stored; if the case has the same content already, that one is kept.</summary>
    public static Outcome Receive(CaseFile file, DocumentReceived document, ProgrammeRules rules) =>
        rules.TryDocument(document.Kind) is null ? Outcome.Refuse(RefusalCodes.DocumentKindUnknown, "kind")
        : file.Documents.Count >= MostDocuments
            ? Outcome.Refuse(RefusalCodes.TooManyDocuments, null, MostDocuments.ToString(CultureInfo.InvariantCulture))
        : Renewals.OpenFor(file, document.Kind) is not null ? Arrived(file, document)
        : file.State == CaseState.ComplementRequested && !file.Complement!.Kinds.Contains(document.Kind)
            ? Outcome.Refuse(RefusalCodes.DocumentNotAsked, "kind")
        : file.State is CaseState.Draft or CaseState.ComplementRequested or CaseState.ProofAwaited ? Arrived(file, document)
        : Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());

    /// <summary>
    /// Records what automatic checks of a document said; nothing of what they said before, but for the look for copies, which
    /// finds more as time goes on.
    /// </summary>
    public static Outcome Check(CaseFile file, string documentId, IReadOnlyList<CheckReport> reports)
    {
        CaseDocument? document = file.Documents.Find(candidate => candidate.Id == documentId);
        CheckReport[] news = [.. reports.Where(report => document is not null && !document.Reports.Exists(known =>
            known.Check == report.Check && (known.Check != AutomaticCheck.Copies || known.Findings.SequenceEqual(report.Findings))))];
        return news.Length == 0 ? Outcome.AlreadySo : Outcome.Record(new DocumentChecked(documentId, news));
    }

    /// <summary>Submits a draft: everything that is missing is said at once; else the receipt carries the legal due date (law 55-19).</summary>
    public static Outcome Submit(CaseFile file, Circumstances now)
    {
        if (file.State != CaseState.Draft)
        {
            return Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());
        }

        (_, IReadOnlyList<Refusal> wrong) = FormRules.Check(file.Form, now.Rules);
        Refusal[] refusals = [.. wrong, .. FormRules.Missing(file.Form), .. MissingDocuments(file, now.Rules)];
        return refusals.Length > 0
            ? Outcome.Refuse(refusals)
            : Outcome.Record(new ApplicationSubmitted(
                now.Rules.Version, DueDates.Decision(file, now).DueOn(now.Calendar)!.Value));
    }

    /// <summary>Withdraws, until the convention is signed.</summary>
    public static Outcome Withdraw(CaseFile file) =>
        file.State == CaseState.Withdrawn ? Outcome.AlreadySo : Outcome.Record(new ApplicationWithdrawn());

    // What came twice is kept once.
    private static Outcome Arrived(CaseFile file, DocumentReceived document) =>
        Outcome.Record(document with { StoredAs = file.Holding(document.Sha256)?.ContentId });

    // A scheme that has gone since the draft was begun asks for nothing any more; the form says so.
    private static IEnumerable<Refusal> MissingDocuments(CaseFile file, ProgrammeRules rules) =>
        file.Form.Scheme is { } scheme && rules.TryScheme(scheme) is null ? []
        : DocumentCheck.Asked(file, rules)
            .Where(requirement => requirement.Required && DocumentCheck.IsForApplicant(requirement.Kind, rules) && file.Latest(requirement.Kind) is null)
            .Select(requirement => new Refusal(
                file.Documents.Exists(document => document.Kind == requirement.Kind) ? RefusalCodes.DocumentUnusable : RefusalCodes.DocumentMissing,
                "documents",
                requirement.Kind));
}
