using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>The check of a file's documents, with the one complement that the law allows (law 55-19).</summary>
public static class DocumentReview
{
    /// <summary>Checks the documents.</summary>
    /// <returns>Whether the file is admissible.</returns>
    [Function(nameof(DocumentReview))]
    public static async Task<bool> Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference)
    {
        await context.OpenCheck(reference);
        await context.RequestAndWait(reference, Ask.Verdicts, 1);
        bool? admissible = await context.ConcludeCheck(reference);

        if (admissible is null)
        {
            // The complement was asked for. Brought or not, the check goes on with what is there.
            await context.RequestAndWait(reference, Ask.Complement, 1);
            await context.RequestAndWait(reference, Ask.Verdicts, 2);
            admissible = await context.ConcludeCheck(reference);
        }

        if (admissible is null)
        {
            // A verdict was taken back between the last look and the conclusion: the check goes on.
            context.ContinueAsNew(reference);
        }

        return admissible ?? false;
    }
}
