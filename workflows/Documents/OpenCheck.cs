using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Documents.Screening;

namespace Tasdir.Workflows.Documents;

/// <summary>
/// Takes a submitted file up for checking. Copies are looked for once more: what others had in their drafts when a document
/// arrived was not this applicant's business, and may have been submitted since.
/// </summary>
public sealed class OpenCheck(Procedure procedure, Copies copies)
{
    /// <summary>Opens the check.</summary>
    [Function(nameof(OpenCheck))]
    public async Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.RecordAsync(nameof(OpenCheck), step, (_, _) => Outcome.Record(new CheckOpened()), cancellation);
        foreach (CaseDocument document in file.Documents.Where(document => document.IsScreened))
        {
            CheckReport report = await copies.OfAsync(file, document, cancellation);
            if (report.Findings.Count > 0)
            {
                await procedure.RecordAsync(
                    $"{nameof(OpenCheck)}:{document.Id}", step, (now, _) => Applications.Check(now, document.Id, [report]), cancellation);
            }
        }
    }
}
