using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Finds whether the same content was used in another case: by another applicant above all.</summary>
public sealed class FindCopies(CaseStore store, Copies copies)
{

    /// <summary>Looks it up.</summary>
    [Function(nameof(FindCopies))]
    public async Task<CheckReport> Run([ActivityTrigger] DocumentOfCase wanted, CancellationToken cancellation)
    {
        CaseFile file = await store.GetAsync(wanted.Reference, cancellation);
        CaseDocument document = file.Documents.First(candidate => candidate.Id == wanted.DocumentId);
        return await copies.OfAsync(file, document, cancellation);
    }
}
