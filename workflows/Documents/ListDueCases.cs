using Microsoft.Azure.Functions.Worker;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents;

/// <summary>A page of cases of which something is to be erased.</summary>
/// <param name="References">The cases.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record DueCases(IReadOnlyList<string> References, string? Next);

/// <summary>Lists the cases of which something is to be erased, page by page.</summary>
public sealed class ListDueCases(RetentionList retention)
{
    // As many cases are gone through at once, and a history holds no more.
    private const int PageSize = 50;

    /// <summary>A page of references.</summary>
    [Function(nameof(ListDueCases))]
    public async Task<DueCases> Run([ActivityTrigger] ErasuresOfDay day, CancellationToken cancellation)
    {
        ReferencePage found = await retention.PageAsync(day.Day, day.Cursor, PageSize, cancellation);
        return new DueCases(found.References, found.Next);
    }
}
