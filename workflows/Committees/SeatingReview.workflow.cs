using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Workflows.Calendar;

namespace Tasdir.Workflows.Committees;

/// <summary>
/// Brings the sessions that sit to the composition of the day, page by page: mandates and absences begin and end while
/// committees sit. Run again, it finds them so.
/// </summary>
public static class SeatingReview
{
    /// <summary>Reviews the open cases.</summary>
    [Function(nameof(SeatingReview))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PageToList page)
    {
        CasesToReview cases = await context.ListOpenCases(page.Cursor);
        await Task.WhenAll(cases.References.Select(context.Reseat));

        if (cases.Next is not null)
        {
            context.ContinueAsNew(new PageToList(cases.Next));
        }
    }
}
