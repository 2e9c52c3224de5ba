using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>Where the check of a file stands.</summary>
public enum CheckResult
{
    /// <summary>A document has no verdict yet, or another administration's is still to be seen.</summary>
    Pending,

    /// <summary>Everything required is there and accepted.</summary>
    Complete,

    /// <summary>Something required is missing or refused, and the complement can still be asked for.</summary>
    ToComplete,

    /// <summary>Something required is missing or refused, and the complement has been used.</summary>
    Insufficient,
}

/// <summary>The check of the documents of a file: what is asked, what is wrong, the conclusion.</summary>
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

    /// <summary>
    /// Whether the applicant is the one to bring a kind: what another administration has is not asked of it (law 55-19), though
    /// it may bring it.
    /// </summary>
    public static bool IsForApplicant(string kind, ProgrammeRules rules) => rules.Document(kind).Provider != DocumentProvider.OtherAdministration;

    /// <summary>Where the check stands.</summary>
    public static CheckResult Result(CaseFile file, ProgrammeRules rules) =>
        Current(file, rules).Any(document => document.Verdict == Verdict.None) || ToBeSupplied(file, rules).Any() ? CheckResult.Pending
        : Faults(file, rules).Count == 0 ? CheckResult.Complete
        : file.Complement is null ? CheckResult.ToComplete
        : CheckResult.Insufficient;

    /// <summary>What is required and missing or refused. A refused document that nobody had to bring is no fault of the file.</summary>
    public static IReadOnlyList<Fault> Faults(CaseFile file, ProgrammeRules rules) =>
    [
        .. from requirement in Asked(file, rules)
           let document = file.Latest(requirement.Kind)
           where requirement.Required && !IsSupplied(file, requirement.Kind)
               && (document is { Verdict: Verdict.Refused } || (document is null && IsForApplicant(requirement.Kind, rules)))
           select new Fault(requirement.Kind, document?.Reason),
    ];

    /// <summary>What another administration has, the applicant did not bring, and an officer has still to see to.</summary>
    public static IEnumerable<string> ToBeSupplied(CaseFile file, ProgrammeRules rules) => Asked(file, rules)
        .Where(requirement => requirement.Required && !IsForApplicant(requirement.Kind, rules)
            && !IsSupplied(file, requirement.Kind) && file.Latest(requirement.Kind) is null)
        .Select(requirement => requirement.Kind);

    /// <summary>Whether an officer marked that another administration supplies a kind.</summary>
    public static bool IsSupplied(CaseFile file, string kind) => file.Supplied.Exists(supplied => supplied.Kind == kind);

    /// <summary>The document of each kind that is asked for and that verdicts are about: its latest, unless it is supplied.</summary>
    public static IEnumerable<CaseDocument> Current(CaseFile file, ProgrammeRules rules) => Asked(file, rules)
        .Where(requirement => !IsSupplied(file, requirement.Kind))
        .Select(requirement => file.Latest(requirement.Kind)).OfType<CaseDocument>();

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
}
