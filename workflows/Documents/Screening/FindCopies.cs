using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Finds whether the same content was used in another case: by another applicant above all.</summary>
public sealed class FindCopies(CaseStore store, ContentIndex contents)
{
    // An officer looks at some of them; a blank form may have hundreds.
    private const int MostNamed = 5;

    /// <summary>Looks it up.</summary>
    [Function(nameof(FindCopies))]
    public async Task<CheckReport> Run([ActivityTrigger] DocumentOfCase wanted, CancellationToken cancellation)
    {
        CaseFile file = await store.GetAsync(wanted.Reference, cancellation);
        CaseDocument document = file.Documents.First(candidate => candidate.Id == wanted.DocumentId);
        IReadOnlyList<ContentUse> uses = await contents.UsesOfAsync(file, document.Received.Sha256, cancellation);
        return CheckReport.Of(
            AutomaticCheck.Copies,
            [
                .. uses.Where(use => use.Reference != document.Received.KeptFrom?.Reference).DistinctBy(use => use.Reference)
                    .OrderBy(use => use.BySameApplicant).Take(MostNamed)
                    .Select(use => new Finding(use.BySameApplicant ? FindingCode.UsedBefore : FindingCode.UsedByAnother, use.Reference)),
            ]);
    }
}
