using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>
/// Erases the documents of a case whose time is over. A draft lapses first, so that nothing more comes into it. Contents are
/// removed before the log says so: a crash between the two removes nothing twice and forgets nothing.
/// </summary>
public sealed class EraseDocuments(Procedure procedure, CaseStore store, Projections projections, DocumentStore documents)
{
    /// <summary>How many were erased.</summary>
    [Function(nameof(EraseDocuments))]
    public async Task<int> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.RecordAsync(nameof(Retention.Lapse), step, Retention.Lapse, cancellation);
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        int before = file.Documents.Count(document => document.IsErased);
        Appended appended = await store.AppendAsync(
            step.Reference,
            new Operation($"{nameof(EraseDocuments)}:{step.Operation:N}", Actor.Procedure),
            now => Retention.Erase(now, procedure.CircumstancesOf(now, calendar)),
            now => RemoveAsync(now, procedure.CircumstancesOf(now, calendar), cancellation),
            cancellation);
        if (appended.File is not { } after)
        {
            return 0;
        }

        await projections.ProjectAsync(after, cancellation);
        return after.Documents.Count(document => document.IsErased) - before;
    }

    private async Task RemoveAsync(CaseFile file, Circumstances now, CancellationToken cancellation)
    {
        foreach (string content in Retention.Freed(file, now))
        {
            await documents.DeleteAsync(Keys.Document(file.Reference, content), cancellation);
        }
    }
}
