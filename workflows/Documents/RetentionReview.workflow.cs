using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Documents;

/// <summary>A day's review of what is to be erased, and how far it has come.</summary>
/// <param name="Day">The day.</param>
/// <param name="Cursor">Where the last page of cases ended; null at the beginning.</param>
/// <param name="Erased">Documents erased so far.</param>
public sealed record ErasuresOfDay(DateOnly Day, string? Cursor = null, int Erased = 0);

/// <summary>
/// The daily review of what has been kept long enough: page by page, each case that the list names loses the documents whose time
/// is over. Run again, it finds them erased.
/// </summary>
public static class RetentionReview
{
    /// <summary>Reviews the cases that are due.</summary>
    /// <returns>Documents erased.</returns>
    [Function(nameof(RetentionReview))]
    public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, ErasuresOfDay day)
    {
        if (day.Cursor is null)
        {
            await context.RemoveUnfinishedUploads(day);
        }

        DueCases page = await context.ListDueCases(day);
        int[] erased = await Task.WhenAll(page.References.Select(context.EraseDocuments));
        int total = day.Erased + erased.Sum();

        if (page.Next is not null)
        {
            context.ContinueAsNew(day with { Cursor = page.Next, Erased = total });
        }

        return total;
    }
}
