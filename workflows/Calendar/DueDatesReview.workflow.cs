using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Calendar;

/// <summary>A change of the calendar, and how far the review of the due dates has come.</summary>
/// <param name="Feast">Code of the feast that was confirmed; null for the daily review.</param>
/// <param name="Year">Its year, or null.</param>
/// <param name="Cursor">Where the last page of cases ended; null at the beginning.</param>
/// <param name="Moved">Cases so far of which a due date moved.</param>
public sealed record CalendarChange(string? Feast = null, int? Year = null, string? Cursor = null, int Moved = 0);

/// <summary>
/// The review of every due date, when a feast is confirmed and once a day: page by page, each open case has its dates computed
/// anew, and those that moved are written into its log. Run again, it finds them moved.
/// </summary>
public static class DueDatesReview
{
    /// <summary>Reviews the open cases.</summary>
    /// <returns>Cases of which a due date moved.</returns>
    [Function(nameof(DueDatesReview))]
    public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, CalendarChange change)
    {
        CasesToReview page = await context.ListOpenCases(change.Cursor);
        bool[] moved = await Task.WhenAll(page.References.Select(reference => context.MoveDueDates(reference, change)));
        int total = change.Moved + moved.Count(one => one);

        if (page.Next is not null)
        {
            context.ContinueAsNew(change with { Cursor = page.Next, Moved = total });
        }

        return total;
    }
}
