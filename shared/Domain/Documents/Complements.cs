using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>The one complement that the law allows to ask for (law 55-19), and its answer.</summary>
public static class Complements
{
    /// <summary>An officer asks, once, for what is missing or refused, and for what else the file needs.</summary>
    /// <param name="file">The case.</param>
    /// <param name="note">What the officer says of the whole, or null.</param>
    /// <param name="items">What is said of single documents, and documents beyond what is at fault; null for none.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static Outcome Request(CaseFile file, string? note, IReadOnlyList<ComplementItem>? items, Circumstances now)
    {
        CaseDocument? unjudged = DocumentCheck.Current(file, now.Rules).FirstOrDefault(document => document.Verdict == Verdict.None);
        return file.State != CaseState.DocumentCheck ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
            : file.Complement is not null ? Outcome.Refuse(RefusalCodes.ComplementUsed)
            : unjudged is not null ? Outcome.Refuse(RefusalCodes.VerdictMissing, null, unjudged.Kind)
            : NotAsked(file, items ?? [], now.Rules) is [_, ..] wrong ? Outcome.Refuse(wrong)
            : ItemsOf(file, items ?? [], now.Rules) is not [_, ..] all ? Outcome.Refuse(RefusalCodes.NothingToComplete)
            : Outcome.Record(new ComplementRequested(
                [.. all.Select(item => item.Kind)], note, DueDates.Of(Ask.Complement, now), all.Any(item => item.Note is not null) ? all : null));
    }

    /// <summary>
    /// The applicant says that the complement is there, item by item, or that the rest cannot be brought. The legal due date
    /// moves by the days that the clock was paused.
    /// </summary>
    /// <param name="file">The case.</param>
    /// <param name="withoutTheRest">Whether the applicant says that what is missing will not come.</param>
    /// <param name="now">The case's rules, the calendar, the instant.</param>
    public static Outcome Answer(CaseFile file, bool withoutTheRest, Circumstances now)
    {
        if (file.State != CaseState.ComplementRequested)
        {
            return Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());
        }

        string[] missing = [.. file.Complement!.Kinds.Where(kind => file.Complement.AnswerTo(kind, file) is null)];
        return missing.Length > 0 && !withoutTheRest
            ? Outcome.Refuse([.. missing.Select(kind => new Refusal(RefusalCodes.DocumentMissing, "documents", kind))])
            : Outcome.Record(new ComplementAnswered(DueDates.DecisionAfterComplement(file, now), missing.Length > 0 ? missing : null));
    }

    /// <summary>What a request made now would ask for: every fault of the file, then what else the officer names.</summary>
    public static IReadOnlyList<ComplementItem> ItemsOf(CaseFile file, IReadOnlyList<ComplementItem> named, ProgrammeRules rules)
    {
        string[] faults = [.. DocumentCheck.Faults(file, rules).Select(fault => fault.Kind)];
        return
        [
            .. faults.Concat(named.Select(item => item.Kind)).Distinct()
                .Select(kind => new ComplementItem(kind, named.FirstOrDefault(item => item.Kind == kind)?.Note)),
        ];
    }

    /// <summary>Whether a kind can be named in a request: it is asked at submission, and nothing accepted or supplied is there.</summary>
    public static bool CanAskFor(CaseFile file, string kind, ProgrammeRules rules) =>
        DocumentCheck.Asked(file, rules).Any(asked => asked.Kind == kind)
        && !DocumentCheck.IsSupplied(file, kind)
        && file.Latest(kind) is not { Verdict: Verdict.Accepted };

    private static Refusal[] NotAsked(CaseFile file, IReadOnlyList<ComplementItem> items, ProgrammeRules rules) =>
    [
        .. items.Select((item, i) => (item, i)).Where(named => !CanAskFor(file, named.item.Kind, rules))
            .Select(named => new Refusal(RefusalCodes.DocumentNotAsked, $"items[{named.i}].kind")),
    ];
}
