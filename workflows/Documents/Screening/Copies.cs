using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Where else the content of a document was used.</summary>
public sealed class Copies(ContentIndex contents)
{
    // An officer looks at some of them; a blank form may have hundreds.
    private const int MostNamed = 5;

    /// <summary>What is to be told of a document's copies, another applicant's first.</summary>
    public async Task<CheckReport> OfAsync(CaseFile file, CaseDocument document, CancellationToken cancellation)
    {
        IReadOnlyList<ContentUse> uses = await contents.UsesOfAsync(file, document.Received.Sha256, cancellation);
        return CheckReport.Of(
            AutomaticCheck.Copies,
            [
                // What was taken over is in the applicant's other cases as a matter of course.
                .. uses.Where(use => document.Received.KeptFrom is not { } from || (use.Reference != from.Reference && !use.BySameApplicant)).DistinctBy(use => use.Reference)
                    .OrderBy(use => IsOwn(file, use)).ThenBy(use => use.Reference, StringComparer.Ordinal).Take(MostNamed)
                    .Select(use => new Finding(IsOwn(file, use) ? FindingCode.UsedBefore : FindingCode.UsedByAnother, use.Reference)),
            ]);
    }

    // What a region's agents file is all under one name, and of many people.
    private static bool IsOwn(CaseFile file, ContentUse use) => use.BySameApplicant && file.Consent is null;
}
