using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>
/// How long documents are kept (law 09-08: no longer than they are needed). The time of each begins on the day on which its case
/// ended; what was never submitted is not kept at all once it has ended. Under a legal hold nothing goes.
/// </summary>
public static class Retention
{
    /// <summary>Documents that are erased in one step; the next day takes the rest.</summary>
    public const int MostAtOnce = 40;

    /// <summary>The day from which on something of a case is to go: a draft itself, or the first of its documents; null when nothing is.</summary>
    public static DateOnly? NextOn(CaseFile file, ProgrammeRules rules, WorkingCalendar calendar) =>
        file.LegalHold is not null ? null
        : file.State == CaseState.Draft ? LapsesOn(file, rules, calendar)
        : file.Documents.Select(document => DueOn(file, document, rules, calendar)).Min();

    /// <summary>The day from which on a document is no longer kept; null while its case goes on, and for what is kept without end or gone.</summary>
    public static DateOnly? DueOn(CaseFile file, CaseDocument document, ProgrammeRules rules, WorkingCalendar calendar) =>
        file.EndedAt is not { } ended || document.IsErased ? null
        : file.SubmittedAt is null ? calendar.DateOf(ended)
        : rules.TryDocument(document.Kind)?.Retention?.EndFrom(calendar.DateOf(ended));

    /// <summary>A draft whose time is over lapses; anything else stays as it is.</summary>
    public static Outcome Lapse(CaseFile file, Circumstances now) =>
        file.State == CaseState.Draft && NextOn(file, now.Rules, now.Calendar) <= now.Today
            ? Outcome.Record(new DraftLapsed())
            : Outcome.AlreadySo;

    /// <summary>The documents whose time is over, oldest first, as many as go in one step.</summary>
    public static IReadOnlyList<CaseDocument> Due(CaseFile file, Circumstances now) => file.LegalHold is not null ? []
        : [.. file.Documents.Where(document => DueOn(file, document, now.Rules, now.Calendar) <= now.Today).Take(MostAtOnce)];

    /// <summary>The contents that nothing in the case needs once the documents whose time is over are gone: ids of the documents under which they are kept.</summary>
    public static IReadOnlyList<string> Freed(CaseFile file, Circumstances now)
    {
        IReadOnlyList<CaseDocument> due = Due(file, now);
        return
        [
            .. due.Select(document => document.ContentId)
                .Except(file.Documents.Where(document => !document.IsErased).Except(due).Select(document => document.ContentId)),
        ];
    }

    /// <summary>Records that the documents whose time is over are erased.</summary>
    public static Outcome Erase(CaseFile file, Circumstances now) => Outcome.Record(
    [
        .. Due(file, now).Select(document => new DocumentErased(
            document.Id, file.SubmittedAt is null ? null : now.Rules.Document(document.Kind).Retention!.ToString())),
    ]);

    private static DateOnly? LapsesOn(CaseFile draft, ProgrammeRules rules, WorkingCalendar calendar) =>
        rules.Deadlines[TimeLimit.Draft] is { Silence: Silence.Lapse } limit
            ? calendar.DateOf(draft.ChangedAt).AddDays(limit.Days)
            : null;
}
