using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Documents;

namespace Tasdir.Storage.Cases;

/// <summary>A case as a line of a list.</summary>
/// <param name="Reference">The case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Turn">Whose turn it is.</param>
/// <param name="Name">Name of the applicant's enterprise.</param>
/// <param name="Scheme">Code of the scheme.</param>
/// <param name="DueOn">Until when what is asked now is due.</param>
/// <param name="Amount">What is granted, or what the plan costs, MAD.</param>
/// <param name="ChangedAt">When it last changed, UTC.</param>
/// <param name="PaymentFile">The payment file that carries its payment to the bank; null unless it is on its way.</param>
public sealed record CaseLine(
    string Reference,
    CaseState State,
    Turn Turn,
    string? Name,
    string? Scheme,
    DateOnly? DueOn,
    Money? Amount,
    DateTimeOffset ChangedAt,
    string? PaymentFile)
{
    /// <summary>The line of a case.</summary>
    public static CaseLine Of(CaseFile file) => new(
        file.Reference,
        file.State,
        file.Turn,
        file.Form.Name,
        file.Form.Scheme,
        file.DueOn,
        file.Granted ?? file.Form.PlanCost,
        file.ChangedAt,
        file.State == CaseState.PaymentSent ? file.Tranches[^1].FileId : null);
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record CasePage(IReadOnlyList<CaseLine> Items, string? Next);

/// <summary>
/// Lists, kept under keys that answer the question asked: the desk of a region by turn and due date, an applicant's
/// applications, an enterprise's cases, the uses of a content, what is to be erased when. Written after the log, any number of times, and rebuilt from it with the same result.
/// </summary>
public sealed class Projections(
    StorageClients storage, CaseStore store, Enterprises enterprises, ContentIndex contents, RetentionList retention)
{
    private readonly TableClient _cases = storage.Table(Keys.Cases);
    private readonly TableClient _desk = storage.Table(Keys.Desk);
    private readonly TableClient _applicants = storage.Table(Keys.Applicants);

    /// <summary>Brings the lists up to a case. An older reading of the case than the lists show changes nothing.</summary>
    public async Task ProjectAsync(CaseFile file, CancellationToken cancellation)
    {
        Places places = Places.Of(file);
        TableEntity? memory = await IntendAsync(file, places, cancellation);
        if (memory is null)
        {
            return;
        }

        string json = JsonSerializer.Serialize(CaseLine.Of(file), CaseJson.Options);
        await _applicants.UpsertEntityAsync(
            new TableEntity(Keys.Person(file.Applicant), file.Reference) { ["Line"] = json, ["Sequence"] = file.Sequence },
            TableUpdateMode.Replace,
            cancellation);
        // A draft is the applicant's own affair.
        if (file.State != CaseState.Draft)
        {
            await _desk.UpsertEntityAsync(new TableEntity(file.Region, places.Key) { ["Line"] = json }, TableUpdateMode.Replace, cancellation);
        }

        if (places.NextOn is { } next)
        {
            await retention.ProjectAsync(file, next, cancellation);
        }

        await enterprises.ProjectAsync(file, cancellation);
        await contents.ProjectAsync(file, memory.GetInt32("Contents") ?? 0, cancellation);
        await ForgetOthersAsync(file, places, memory, cancellation);
    }

    /// <summary>The desk of a region.</summary>
    /// <param name="region">Region code.</param>
    /// <param name="turn">Only the cases whose turn it is; null for all.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="size">Lines a page.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<CasePage> DeskAsync(string region, Turn? turn, string? cursor, int size, CancellationToken cancellation)
    {
        string from = cursor is null ? (turn is { } t ? Keys.DeskPrefix(t) : "") : Decode(cursor);
        string to = turn is { } only ? Keys.EndOf(Keys.DeskPrefix(only)) : "~";
        return PageAsync(_desk, region, from, to, size, cancellation);
    }

    /// <summary>The applications of a person.</summary>
    public Task<CasePage> OfApplicantAsync(string applicant, string? cursor, int size, CancellationToken cancellation) =>
        PageAsync(_applicants, Keys.Person(applicant), cursor is null ? "" : Decode(cursor), "~", size, cancellation);

    /// <summary>Every line of a region's desk whose turn it is.</summary>
    public async Task<IReadOnlyList<CaseLine>> AllOfTurnAsync(string region, Turn turn, CancellationToken cancellation)
    {
        List<CaseLine> lines = [];
        string? cursor = null;
        do
        {
            CasePage page = await DeskAsync(region, turn, cursor, size: 500, cancellation);
            lines.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return lines;
    }

    /// <summary>Whether a text can be the cursor of a page of the desk, of one turn or of all; null, for the first page, can.</summary>
    public static bool IsDeskCursor(string? cursor, Turn? turn) => cursor is null || (IsHex(cursor) && Keys.IsDeskRow(Decode(cursor), turn));

    /// <summary>Whether a text can be the cursor of a page of an applicant's list; null, for the first page, can.</summary>
    public static bool IsApplicantCursor(string? cursor) => cursor is null || (IsHex(cursor) && Keys.IsApplicantRow(Decode(cursor)));

    /// <summary>Empties every list, so that it can be written afresh from the log.</summary>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        await DeleteAllAsync(_desk, "", cancellation);
        await DeleteAllAsync(_applicants, "", cancellation);
        await DeleteAllAsync(storage.Table(Keys.Enterprises), "", cancellation);
        await DeleteAllAsync(storage.Table(Keys.Contents), "", cancellation);
        await DeleteAllAsync(storage.Table(Keys.Retention), "", cancellation);
        await DeleteAllAsync(_cases, TableClient.CreateQueryFilter($"RowKey eq {Keys.ProjectionRow}"), cancellation);
    }

    // The keys under which a case may be in a list are written down before they are used, so that none is ever left behind.
    private async Task<TableEntity?> IntendAsync(CaseFile file, Places places, CancellationToken cancellation)
    {
        while (true)
        {
            NullableResponse<TableEntity> found = await _cases.GetEntityIfExistsAsync<TableEntity>(
                file.Reference, Keys.ProjectionRow, cancellationToken: cancellation);
            TableEntity? before = found.HasValue ? found.Value : null;
            if (before?.GetInt32("Sequence") > file.Sequence)
            {
                return null;
            }

            string[] keys = [.. ListIn(before, "Keys").Append(places.Key).Distinct()];
            string[] months = [.. ListIn(before, "Months").Concat(places.Months).Distinct()];
            try
            {
                TableEntity memory = Memory(file, keys, months, before?.GetInt32("Contents") ?? 0);
                Response written = before is null
                    ? await _cases.AddEntityAsync(memory, cancellation)
                    : await _cases.UpdateEntityAsync(memory, before.ETag, TableUpdateMode.Replace, cancellation);
                memory.ETag = written.Headers.ETag!.Value;
                return memory;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412)
            {
                // Somebody else projects the same case: look again.
            }
        }
    }

    private async Task ForgetOthersAsync(CaseFile file, Places places, TableEntity memory, CancellationToken cancellation)
    {
        await ForgetAsync(file, ListIn(memory, "Keys").Where(key => key != places.Key), ListIn(memory, "Months").Except(places.Months), cancellation);
        try
        {
            TableEntity remembered = Memory(file, [places.Key], places.Months, file.Documents.Count);
            await _cases.UpdateEntityAsync(remembered, memory.ETag, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            // A newer reading was projected meanwhile, perhaps before this one wrote its lines over it.
            TableEntity newer = await _cases.GetEntityAsync<TableEntity>(file.Reference, Keys.ProjectionRow, cancellationToken: cancellation);
            await ForgetAsync(
                file, new[] { places.Key }.Except(ListIn(newer, "Keys")), places.Months.Except(ListIn(newer, "Months")), cancellation);
            if (newer.GetInt32("Sequence") > file.Sequence)
            {
                await ProjectAsync(await store.GetAsync(file.Reference, cancellation), cancellation);
            }
        }
    }

    private async Task ForgetAsync(CaseFile file, IEnumerable<string> keys, IEnumerable<string> months, CancellationToken cancellation)
    {
        foreach (string key in keys)
        {
            await _desk.DeleteEntityAsync(file.Region, key, cancellationToken: cancellation);
        }

        foreach (string month in months)
        {
            await retention.ForgetAsync(file.Reference, month, cancellation);
        }
    }

    private static TableEntity Memory(CaseFile file, string[] keys, string[] months, int contents) => new(file.Reference, Keys.ProjectionRow)
    {
        ["Sequence"] = file.Sequence,
        ["Keys"] = string.Join('\n', keys),
        ["Months"] = string.Join('\n', months),
        ["Contents"] = contents,
    };

    private static string[] ListIn(TableEntity? memory, string name) =>
        memory?.GetString(name)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static async Task<CasePage> PageAsync(
        TableClient table, string partition, string from, string to, int size, CancellationToken cancellation)
    {
        List<CaseLine> lines = [];
        string? last = null;
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {to}"), size + 1, cancellationToken: cancellation))
        {
            if (lines.Count == size)
            {
                return new CasePage(lines, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(last!)));
            }

            lines.Add(JsonSerializer.Deserialize<CaseLine>(row.GetString("Line"), CaseJson.Options)!);
            last = row.RowKey;
        }

        return new CasePage(lines, null);
    }

    private static bool IsHex(string cursor) => cursor.Length % 2 == 0 && cursor.All(char.IsAsciiHexDigitLower);

    private static string Decode(string cursor) => Encoding.UTF8.GetString(Convert.FromHexString(cursor));

    private static async Task DeleteAllAsync(TableClient table, string filter, CancellationToken cancellation)
    {
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            filter.Length == 0 ? null : filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        }
    }

    // Where a case is on the desk, and in which month something of it is to be erased.
    private sealed record Places(string Key, DateOnly? NextOn)
    {
        public string[] Months => NextOn is { } next ? [Keys.RetentionMonth(next)] : [];

        public static Places Of(CaseFile file) => new(Keys.DeskRow(file.Turn, file.DueOn, file.Reference), RetentionList.NextOn(file));
    }
}
