using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Calendar;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Calendar;

/// <summary>A case whose due dates are to be reviewed.</summary>
/// <param name="Step">The case, and the id of the step.</param>
/// <param name="Feast">Code of the feast that was confirmed, or null.</param>
/// <param name="Year">Its year, or null.</param>
public sealed record CaseToReview(CaseStep Step, string? Feast, int? Year);

/// <summary>Computes the due dates of a case anew and records those that moved; whatever waits for them is nudged.</summary>
public sealed class MoveDueDates(Procedure procedure, CaseChanges changes, CalendarStore calendars)
{
    /// <summary>Whether one moved.</summary>
    [Function(nameof(MoveDueDates))]
    public async Task<bool> Run([ActivityTrigger] CaseToReview review, CancellationToken cancellation)
    {
        string reference = review.Step.Reference;
        WorkingCalendar calendar = await calendars.ReadAsync(cancellation);
        CaseFile file = await procedure.ReadAsync(reference, cancellation);
        // Most cases stay as they are, and cost no more than this look at them.
        if (Moved(file).Events.Count == 0)
        {
            return false;
        }

        Operation operation = new($"{nameof(MoveDueDates)}:{review.Step.Operation:N}", Actor.Procedure);
        await changes.ChangeAsync(reference, operation, Moved, cancellation);
        return true;

        Outcome Moved(CaseFile now) => DueDates.Move(now, procedure.CircumstancesOf(now, calendar), review.Feast, review.Year);
    }
}
