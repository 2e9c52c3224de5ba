using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Records what automatic checks said of a document; whoever waits for the case looks again.</summary>
public sealed class RecordChecks(CaseStore store, CaseChanges changes)
{
    /// <summary>Records them.</summary>
    [Function(nameof(RecordChecks))]
    public async Task Run([ActivityTrigger] ReportsToRecord checks, CancellationToken cancellation)
    {
        string reference = checks.Document.Reference;
        Operation operation = new($"{nameof(RecordChecks)}:{checks.Operation:N}", Actor.Procedure);
        // Nothing waits for a draft, and no list shows what is checked in it.
        _ = (await store.GetAsync(reference, cancellation)).SubmittedAt is null
            ? await store.AppendAsync(reference, operation, Record, beforeWriting: null, cancellation)
            : await changes.ChangeAsync(reference, operation, Record, cancellation);

        Outcome Record(CaseFile file) => Applications.Check(file, checks.Document.DocumentId, checks.Reports);
    }
}
