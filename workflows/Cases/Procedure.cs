using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>What the procedure itself does to a case: a rule, under the case's own version of the programme, into log and lists.</summary>
public sealed class Procedure(CaseStore store, Projections projections, TimeProvider clock)
{
    /// <summary>The case as it is.</summary>
    public Task<CaseFile> ReadAsync(string reference, CancellationToken cancellation) => store.GetAsync(reference, cancellation);

    /// <summary>What rules look at beside the case. A draft goes by the rules of the day.</summary>
    public Circumstances CircumstancesOf(CaseFile file)
    {
        DateTimeOffset now = clock.GetUtcNow();
        WorkingCalendar calendar = WorkingCalendar.Default;
        return new Circumstances(
            file.ProgrammeVersion is { } version ? Programmes.Version(version) : Programmes.Current(calendar.DateOf(now)), calendar, now);
    }

    /// <summary>
    /// Takes a step. A case that has meanwhile left the state that the step belongs to, because the applicant withdrew,
    /// stays as it is; the procedure sees so by the case it gets back.
    /// </summary>
    /// <exception cref="InvalidOperationException">The rule refuses for another reason: the procedure is at fault.</exception>
    public async Task<CaseFile> RecordAsync(
        string activity, CaseStep step, Func<CaseFile, Circumstances, Outcome> rule, CancellationToken cancellation)
    {
        Operation operation = new($"{activity}:{step.Operation:N}", Actor.Procedure);
        Appended appended = await store.AppendAsync(
            step.Reference, operation, file => rule(file, CircumstancesOf(file)), beforeWriting: null, cancellation);
        if (appended.Refusals.FirstOrDefault(refusal => refusal.Code != RefusalCodes.NotInThisState) is { } refusal)
        {
            throw new InvalidOperationException($"{step.Reference}: {activity} is refused: {refusal.Code}.");
        }

        CaseFile file = appended.File ?? await store.GetAsync(step.Reference, cancellation);
        await projections.ProjectAsync(file, cancellation);
        return file;
    }
}
