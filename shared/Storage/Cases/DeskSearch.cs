using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Cases;

/// <summary>What of a region's desk is looked for.</summary>
/// <param name="Region">Region code.</param>
/// <param name="Turns">The cases whose turn it is.</param>
/// <param name="DueBefore">Only what is due before this day; null for all.</param>
/// <param name="State">Only the cases in this state; null for all.</param>
/// <param name="Scheme">Only the cases of this scheme; null for all.</param>
/// <param name="Words">Words of the applicant's name or of the reference; null for all.</param>
public sealed record DeskFilter(
    string Region, IReadOnlyList<Turn> Turns, DateOnly? DueBefore = null, CaseState? State = null, string? Scheme = null, string? Words = null)
{
    /// <summary>Whether a case is looked for. Letter case and accents make no difference.</summary>
    public bool Holds(CaseLine line) =>
        (State is null || line.State == State)
        && (Scheme is null || line.Scheme == Scheme)
        && (Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word => Mentions(line.Name ?? "", word) || Mentions(line.Reference, word));

    private static bool Mentions(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>How much waits for somebody.</summary>
/// <param name="Total">Cases.</param>
/// <param name="Late">Those whose due date has passed.</param>
/// <param name="IsAtLeast">Whether there are more than were counted.</param>
public sealed record Waiting(int Total, int Late, bool IsAtLeast);

/// <summary>
/// The desk by urgency: what is due first comes first, whosever turn it is. Each turn is read in the order of its keys, and
/// only as far as the page needs.
/// </summary>
public sealed class DeskSearch(StorageClients storage)
{
    /// <summary>Cases that are looked at for one page; a search that finds few goes on with the next.</summary>
    public const int MostLookedAt = 1000;

    private readonly TableClient _desk = storage.Table(Keys.Desk);

    /// <summary>A page of what is looked for.</summary>
    /// <param name="filter">What.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="size">Lines a page.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<CasePage> FindAsync(DeskFilter filter, string? cursor, int size, CancellationToken cancellation)
    {
        List<IAsyncEnumerator<TableEntity>> turns =
        [
            .. filter.Turns.Select(turn => RowsOf(filter, turn, cursor is null ? "" : Decode(cursor), size, cancellation).GetAsyncEnumerator(cancellation)),
        ];
        try
        {
            return await MergeAsync(turns, filter, size);
        }
        finally
        {
            foreach (IAsyncEnumerator<TableEntity> turn in turns)
            {
                await turn.DisposeAsync();
            }
        }
    }

    /// <summary>How much waits for a turn: at most a thousand are counted, in one request.</summary>
    /// <param name="region">Region code.</param>
    /// <param name="turn">Whose turn.</param>
    /// <param name="today">The date in Morocco.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Waiting> CountAsync(string region, Turn turn, DateOnly today, CancellationToken cancellation)
    {
        string prefix = Keys.DeskPrefix(turn);
        await foreach (Page<TableEntity> page in _desk.QueryAsync<TableEntity>(
            Between(region, prefix, Keys.EndOf(prefix)), MostLookedAt, select: ["RowKey"], cancellationToken: cancellation).AsPages())
        {
            int late = page.Values.Count(row => string.CompareOrdinal(row.RowKey, prefix + Keys.DueKey(today)) < 0);
            return new Waiting(page.Values.Count, late, page.ContinuationToken is not null);
        }

        return new Waiting(0, 0, false);
    }

    /// <summary>Whether a text can be the cursor of a page; null, for the first page, can.</summary>
    public static bool IsCursor(string? cursor) =>
        cursor is null || (cursor.Length % 2 == 0 && cursor.All(char.IsAsciiHexDigitLower) && Keys.IsUrgency(Decode(cursor)));

    private AsyncPageable<TableEntity> RowsOf(DeskFilter filter, Turn turn, string after, int size, CancellationToken cancellation)
    {
        string prefix = Keys.DeskPrefix(turn);
        string end = filter.DueBefore is { } day ? prefix + Keys.DueKey(day) : Keys.EndOf(prefix);
        return _desk.QueryAsync<TableEntity>(Between(filter.Region, prefix + after, end), size + 1, cancellationToken: cancellation);
    }

    private static async Task<CasePage> MergeAsync(List<IAsyncEnumerator<TableEntity>> turns, DeskFilter filter, int size)
    {
        PriorityQueue<IAsyncEnumerator<TableEntity>, string> next = new(StringComparer.Ordinal);
        bool[] begun = await Task.WhenAll(turns.Select(turn => turn.MoveNextAsync().AsTask()));
        next.EnqueueRange(turns.Where((_, index) => begun[index]).Select(turn => (turn, Keys.UrgencyOf(turn.Current.RowKey))));
        List<CaseLine> lines = [];
        string? last = null;
        for (int looked = 0; next.TryDequeue(out IAsyncEnumerator<TableEntity>? turn, out string? urgency); looked++)
        {
            CaseLine line = JsonSerializer.Deserialize<CaseLine>(turn.Current.GetString("Line"), CaseJson.Options)!;
            bool holds = filter.Holds(line);
            if (looked == MostLookedAt || (holds && lines.Count == size))
            {
                return new CasePage(lines, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(last!)));
            }

            last = urgency;
            if (holds)
            {
                lines.Add(line);
            }

            if (await turn.MoveNextAsync())
            {
                next.Enqueue(turn, Keys.UrgencyOf(turn.Current.RowKey));
            }
        }

        return new CasePage(lines, null);
    }

    private static string Between(string region, string from, string to) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {region} and RowKey gt {from} and RowKey lt {to}");

    private static string Decode(string cursor) => Encoding.UTF8.GetString(Convert.FromHexString(cursor));
}
