using Microsoft.Azure.Functions.Worker;
using Tasdir.Storage.Cases;

namespace Tasdir.Workflows.Calendar;

/// <summary>A page of cases whose due dates are to be reviewed.</summary>
/// <param name="References">The cases.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record CasesToReview(IReadOnlyList<string> References, string? Next);

/// <summary>Where a page of open cases begins: an activity is given no null.</summary>
/// <param name="Cursor">Where the last page ended; null for the first.</param>
public sealed record PageToList(string? Cursor);

/// <summary>Lists the open cases, page by page.</summary>
public sealed class ListOpenCases(OpenCases cases)
{
    // As many cases are reviewed at once, and a history holds no more.
    private const int PageSize = 50;

    /// <summary>A page of references.</summary>
    [Function(nameof(ListOpenCases))]
    public async Task<CasesToReview> Run([ActivityTrigger] PageToList page, CancellationToken cancellation)
    {
        ReferencePage found = await cases.PageAsync(page.Cursor, PageSize, cancellation);
        return new CasesToReview(found.References, found.Next);
    }
}
