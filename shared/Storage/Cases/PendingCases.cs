using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Storage.Cases;

/// <summary>A case whose log grows or has grown, and the request that it waited for before.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Awaited">What it waited for before the change, or null.</param>
/// <param name="After">Number of lines that the log had before the change.</param>
public sealed record Nudge(string Reference, RequestKey? Awaited, int After)
{
    /// <summary>The nudge as a message.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CaseJson.Options);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is not a nudge.</exception>
    public static Nudge FromJson(string json) =>
        JsonSerializer.Deserialize<Nudge>(json, CaseJson.Options) ?? throw new JsonException("A nudge is not null.");
}

/// <summary>A nudge that is noted.</summary>
/// <param name="Nudge">The nudge.</param>
/// <param name="Since">When it was noted, UTC.</param>
/// <param name="Mark">The mark to strike the note out by.</param>
public sealed record Note(Nudge Nudge, DateTimeOffset Since, string Mark);

/// <summary>
/// What the log holds and nothing has taken up yet. A row is written before the log, so that no change can be forgotten;
/// a queue message after it makes the taking up prompt; a sweep finds what a crash between the two left behind.
/// </summary>
public sealed class PendingCases(StorageClients storage, TimeProvider clock)
{
    private readonly TableClient _table = storage.Table(Keys.Pending);
    private readonly QueueClient _queue = storage.Queue(Keys.Nudges);

    /// <summary>Notes that a case is about to change.</summary>
    public Task NoteAsync(Nudge nudge, CancellationToken cancellation) =>
        _table.UpsertEntityAsync(
            new TableEntity(CaseReference.RegionOf(nudge.Reference), nudge.Reference)
            {
                ["Nudge"] = nudge.ToJson(),
                ["Since"] = clock.GetUtcNow(),
            },
            TableUpdateMode.Replace,
            cancellation);

    /// <summary>Announces that the case has changed.</summary>
    public Task AnnounceAsync(Nudge nudge, CancellationToken cancellation) =>
        _queue.SendMessageAsync(nudge.ToJson(), cancellation);

    /// <summary>What is noted of a case now; null when nothing is pending.</summary>
    public async Task<Note?> FindAsync(string reference, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(
            CaseReference.RegionOf(reference), reference, cancellationToken: cancellation);
        return row.HasValue ? new Note(Read(row.Value!), row.Value!.GetDateTimeOffset("Since")!.Value, row.Value.ETag.ToString()) : null;
    }

    /// <summary>Strikes a note out, unless the case was noted again since the mark was read.</summary>
    public async Task StrikeAsync(string reference, string mark, CancellationToken cancellation)
    {
        try
        {
            await _table.DeleteEntityAsync(CaseReference.RegionOf(reference), reference, new ETag(mark), cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            // Noted again meanwhile: whoever noted it announces it too.
        }
    }

    /// <summary>Everything noted before an instant.</summary>
    public async IAsyncEnumerable<Nudge> NotedBeforeAsync(DateTimeOffset instant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"Since lt {instant}"), cancellationToken: cancellation))
        {
            yield return Read(row);
        }
    }

    private static Nudge Read(TableEntity row) => Nudge.FromJson(row.GetString("Nudge"));
}
