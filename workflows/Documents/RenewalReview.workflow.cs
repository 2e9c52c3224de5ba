using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Workflows.Calendar;

namespace Tasdir.Workflows.Documents;

/// <summary>
/// The daily review of what expires: page by page, each open case is asked again for the documents that will no longer hold when
/// they are needed. Run again, it finds them asked for.
/// </summary>
public static class RenewalReview
{
    /// <summary>Reviews the open cases.</summary>
    [Function(nameof(RenewalReview))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, PageToList page)
    {
        CasesToReview cases = await context.ListOpenCases(page.Cursor);
        await Task.WhenAll(cases.References.Select(context.AskForRenewals));

        if (cases.Next is not null)
        {
            context.ContinueAsNew(new PageToList(cases.Next));
        }
    }
}
