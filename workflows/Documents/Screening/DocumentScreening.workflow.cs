using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Domain.Documents;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>
/// The automatic checks of one document, from its arrival on. They run side by side and are recorded; run again, they say the
/// same and change nothing.
/// </summary>
public static class DocumentScreening
{
    /// <summary>Checks a document.</summary>
    [Function(nameof(DocumentScreening))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, DocumentOfCase document)
    {
        Task<CheckReport> malware = context.ScanForMalware(document);
        CheckReport[] others = await Task.WhenAll(
            context.CheckFormat(document),
            context.CheckStructure(document),
            context.CheckContent(document),
            context.FindCopies(document));
        await context.RecordChecks(document, others);

        // While the scanner is away the document waits: it is shown with what the other checks say, and let through to nobody.
        await context.RecordChecks(document, [await malware]);
    }
}
