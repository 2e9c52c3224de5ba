using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Cases;

/// <summary>A page of cases.</summary>
/// <param name="References">Their references.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record ReferencePage(IReadOnlyList<string> References, string? Next);

/// <summary>
/// The cases of every region that have not ended, drafts aside, as the desks show them: one that changes hands while the
/// pages are read may be missed, so whoever goes through them comes again.
/// </summary>
public sealed class OpenCases(StorageClients storage)
{
    private readonly TableClient _desk = storage.Table(Keys.Desk);

    /// <summary>A page, in no order that means anything. A page may be empty and have a next one.</summary>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="size">Cases a page, at most.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<ReferencePage> PageAsync(string? cursor, int size, CancellationToken cancellation)
    {
        string ended = Keys.DeskPrefix(Turn.Nobody);
        string filter = TableClient.CreateQueryFilter($"RowKey lt {ended} or RowKey ge {Keys.EndOf(ended)}");
        await foreach (Page<TableEntity> page in _desk.QueryAsync<TableEntity>(filter, size, ["RowKey"], cancellation).AsPages(cursor, size))
        {
            return new ReferencePage([.. page.Values.Select(row => Keys.ReferenceOfDeskRow(row.RowKey)).Distinct()], page.ContinuationToken);
        }

        return new ReferencePage([], null);
    }
}
