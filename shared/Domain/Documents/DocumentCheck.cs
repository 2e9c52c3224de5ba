using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>Where the check of a file stands.</summary>
public enum CheckResult
{
    /// <summary>A document has no verdict yet.</summary>
    Pending,

    /// <summary>Everything required is there and accepted.</summary>
    Complete,

    /// <summary>Something required is missing or refused, and the complement can still be asked for.</summary>
    ToComplete,

    /// <summary>Something required is missing or refused, and the complement has been used.</summary>
    Insufficient,
}

/// <summary>The check of the documents of a file: verdicts, the one complement, the conclusion.</summary>
public static class DocumentCheck
{
    /// <summary>The documents that are asked of this applicant at submission.</summary>
    public static IEnumerable<DocumentRequirement> Asked(CaseFile file, ProgrammeRules rules) =>
        Asked(file, rules, tranche: null);

    /// <summary>The documents that are asked of this applicant for a tranche; at submission when null.</summary>
    public static IEnumerable<DocumentRequirement> Asked(CaseFile file, ProgrammeRules rules, int? tranche) =>
        file.Form.Scheme is { } scheme
            ? rules.Scheme(scheme).Documents.Where(requirement => IsBroughtFor(requirement, tranche)
                && (requirement.Applicants is null || file.Form.Kind is { } kind && requirement.Applicants.Contains(kind)))
            : [];

    /// <summary>Where the check stands.</summary>
    public static CheckResult Result(CaseFile file, ProgrammeRules rules) =>
        Current(file, rules).Any(document => document.Verdict == Verdict.None) ? CheckResult.Pending
        : Faults(file, rules).Count == 0 ? CheckResult.Complete
        : file.Complement is null ? CheckResult.ToComplete
        : CheckResult.Insufficient;

    /// <summary>What is required and missing or refused. A refused document that nobody had to bring is no fault of the file.</summary>
    public static IReadOnlyList<Fault> Faults(CaseFile file, ProgrammeRules rules) =>
    [
        .. from requirement in Asked(file, rules)
           let document = file.Latest(requirement.Kind)
           where requirement.Required && (document is null or { Verdict: Verdict.Refused })
           select new Fault(requirement.Kind, document?.Reason),
    ];

    /// <summary>An officer accepts a document, or refuses it with a reason.</summary>
    public static Outcome Judge(CaseFile file, string documentId, bool accepted, string? reason, ProgrammeRules rules)
    {
        CaseDocument? document = Current(file, rules).FirstOrDefault(candidate => candidate.Id == documentId);
        return document is null ? Outcome.Refuse(RefusalCodes.DocumentUnknown)
            : !accepted && string.IsNullOrWhiteSpace(reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
            : accepted && document.Verdict == Verdict.Accepted ? Outcome.AlreadySo
            : Outcome.Record(accepted ? new DocumentAccepted(documentId) : new DocumentRefused(documentId, reason!.Trim()));
    }

    /// <summary>An officer asks, once, for what is missing or refused (law 55-19).</summary>
    public static Outcome RequestComplement(CaseFile file, string? note, Circumstances now)
    {
        CaseDocument? unjudged = Current(file, now.Rules).FirstOrDefault(document => document.Verdict == Verdict.None);
        return file.State != CaseState.DocumentCheck ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
            : file.Complement is not null ? Outcome.Refuse(RefusalCodes.ComplementUsed)
            : unjudged is not null ? Outcome.Refuse(RefusalCodes.VerdictMissing, null, unjudged.Kind)
            : Faults(file, now.Rules) is not [_, ..] faults ? Outcome.Refuse(RefusalCodes.NothingToComplete)
            : Outcome.Record(new ComplementRequested(
                [.. faults.Select(fault => fault.Kind)], note, now.Calendar.Deadline(now.Today, now.Rules.Deadlines.ComplementDays)));
    }

    /// <summary>
    /// The applicant says that the complement is there. Every document asked for was brought again, and the legal due date
    /// moves by the days that the clock was paused.
    /// </summary>
    public static Outcome AnswerComplement(CaseFile file, Circumstances now)
    {
        if (file.State != CaseState.ComplementRequested)
        {
            return Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());
        }

        Refusal[] missing =
        [
            .. file.Complement!.Kinds
                .Where(kind => file.Latest(kind) is not { Verdict: Verdict.None })
                .Select(kind => new Refusal(RefusalCodes.DocumentMissing, "documents", kind)),
        ];
        return missing.Length > 0 ? Outcome.Refuse(missing) : Outcome.Record(new ComplementAnswered(DueAfterPause(file, now)));
    }

    /// <summary>The legal due date, moved by the days from the request of the complement to now.</summary>
    public static DateOnly DueAfterPause(CaseFile file, Circumstances now)
    {
        int paused = now.Today.DayNumber - now.Calendar.DateOf(file.Complement!.RequestedAt).DayNumber;
        return now.Calendar.NextWorkingDay(file.LegalDueOn!.Value.AddDays(paused));
    }

    /// <summary>Whether the file was declared admissible, however far it has come since; null while the check goes on.</summary>
    public static bool? IsAdmissible(CaseFile file) =>
        file.State == CaseState.Admissible || file.Sessions.Count > 0 ? true
        : StateTable.HasEnded(file.State) ? false
        : null;

    /// <summary>Concludes a check that has come to an end; nothing while it goes on.</summary>
    public static Outcome Conclude(CaseFile file, ProgrammeRules rules) =>
        file.State != CaseState.DocumentCheck ? Outcome.AlreadySo
        : Result(file, rules) switch
        {
            CheckResult.Complete => Outcome.Record(new DeclaredAdmissible()),
            CheckResult.Insufficient => Outcome.Record(new DeclaredInadmissible(Faults(file, rules))),
            _ => Outcome.AlreadySo,
        };

    // What was brought before and must still hold is not brought again.
    private static bool IsBroughtFor(DocumentRequirement requirement, int? tranche) => tranche is null
        ? requirement.At == Moment.Submission
        : requirement is { At: Moment.Payment, StillValid: false } && (requirement.Tranche is null || requirement.Tranche == tranche);

    private static IEnumerable<CaseDocument> Current(CaseFile file, ProgrammeRules rules) =>
        Asked(file, rules).Select(requirement => file.Latest(requirement.Kind)).OfType<CaseDocument>();
}
