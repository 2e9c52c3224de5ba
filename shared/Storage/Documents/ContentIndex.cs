using Azure.Data.Tables;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage.Cases;

namespace Tasdir.Storage.Documents;

/// <summary>A use of a content in another case.</summary>
/// <param name="Reference">The case.</param>
/// <param name="DocumentId">The document in it.</param>
/// <param name="Kind">Code of the kind of document.</param>
/// <param name="BySameApplicant">Whether it is a case of the same applicant.</param>
public sealed record ContentUse(string Reference, string DocumentId, string Kind, bool BySameApplicant);

/// <summary>
/// Where each content was used, erased documents included: a list that <see cref="Projections"/> keeps like the others. A row says
/// what never changes, so it is written once.
/// </summary>
public sealed class ContentIndex(StorageClients storage, CaseStore store)
{
    // Nobody reads more of them; a blank form that everybody copies would have thousands.
    private const int MostUses = 20;
    private readonly TableClient _table = storage.Table(Keys.Contents);

    /// <summary>Brings the list up to a case.</summary>
    /// <param name="file">The case.</param>
    /// <param name="known">How many of its documents, in their order, are in the list.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task ProjectAsync(CaseFile file, int known, CancellationToken cancellation)
    {
        foreach (CaseDocument document in file.Documents.Skip(known))
        {
            TableEntity row = new(document.Received.Sha256, Keys.ContentRow(file.Reference, document.Id))
            {
                ["Applicant"] = Keys.Person(file.Applicant),
                ["Kind"] = document.Kind,
            };
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>
    /// The uses of a content in other cases than this one, at most twenty. What another applicant has not submitted is that
    /// applicant's own affair.
    /// </summary>
    public async Task<IReadOnlyList<ContentUse>> UsesOfAsync(CaseFile file, string sha256, CancellationToken cancellation)
    {
        string applicant = Keys.Person(file.Applicant);
        List<ContentUse> uses = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == sha256, cancellationToken: cancellation))
        {
            (string reference, string documentId) = Keys.OfContentRow(row.RowKey);
            bool same = row.GetString("Applicant") == applicant;
            if (reference != file.Reference && (same || await IsSubmittedAsync(reference, cancellation)))
            {
                uses.Add(new ContentUse(reference, documentId, row.GetString("Kind"), same));
            }

            if (uses.Count == MostUses)
            {
                break;
            }
        }

        return uses;
    }

    private async Task<bool> IsSubmittedAsync(string reference, CancellationToken cancellation) =>
        await store.FindAsync(reference, cancellation) is { SubmittedAt: not null };
}
