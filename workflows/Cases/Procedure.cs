using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>What the procedure itself does to a case: a rule, under the case's own version of the programme, into log and lists.</summary>
public sealed class Procedure(CaseStore store, Projections projections, CalendarStore calendars, TimeProvider clock)
{
    /// <summary>The case as it is.</summary>
    public Task<CaseFile> ReadAsync(string reference, CancellationToken cancellation) => store.GetAsync(reference, cancellation);

    /// <summary>The calendar, with the confirmed feasts in it.</summary>
    public Task<WorkingCalendar> CalendarAsync(CancellationToken cancellation) => calendars.GetAsync(cancellation);

    /// <summary>What rules look at beside the case.</summary>
    public async Task<Circumstances> CircumstancesOfAsync(CaseFile file, CancellationToken cancellation) =>
        CircumstancesOf(file, await CalendarAsync(cancellation));

    /// <summary>What rules look at beside the case, on a calendar that was read.</summary>
    public Circumstances CircumstancesOf(CaseFile file, WorkingCalendar calendar)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new(RulesOf(file), calendar, now) { Committees = Programmes.Current(calendar.DateOf(now)).Committees };
    }

    /// <summary>The rules of a case. A draft goes by those of the day.</summary>
    public ProgrammeRules RulesOf(CaseFile file) => file.ProgrammeVersion is { } version
        ? Programmes.Version(version)
        : Programmes.Current(WorkingCalendar.Default.DateOf(clock.GetUtcNow()));

    /// <summary>
    /// Takes a step. A case that has meanwhile left the state that the step belongs to, because the applicant withdrew,
    /// stays as it is; the procedure sees so by the case it gets back.
    /// </summary>
    /// <exception cref="InvalidOperationException">The rule refuses for another reason: the procedure is at fault.</exception>
    public async Task<CaseFile> RecordAsync(
        string activity, CaseStep step, Func<CaseFile, Circumstances, Outcome> rule, CancellationToken cancellation)
    {
        Operation operation = new($"{activity}:{step.Operation:N}", Actor.Procedure);
        WorkingCalendar calendar = await CalendarAsync(cancellation);
        Appended appended = await store.AppendAsync(
            step.Reference, operation, file => rule(file, CircumstancesOf(file, calendar)), beforeWriting: null, cancellation);
        if (appended.Refusals.FirstOrDefault(refusal => refusal.Code != RefusalCodes.NotInThisState) is { } refusal)
        {
            throw new InvalidOperationException($"{step.Reference}: {activity} is refused: {refusal.Code}.");
        }

        CaseFile file = appended.File ?? await store.GetAsync(step.Reference, cancellation);
        await projections.ProjectAsync(file, cancellation);
        return file;
    }
}
