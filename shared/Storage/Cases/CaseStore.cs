using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Cases;

/// <summary>A change to a case, by an id under which it happens once.</summary>
/// <param name="Id">Id of the operation: an idempotency key with its caller, a step of the procedure, a bank report's line.</param>
/// <param name="Actor">Who does it.</param>
/// <param name="BodyHash">Digest of the request, so that the same id with another request is refused; null inside the procedure.</param>
public sealed record Operation(string Id, Actor Actor, string? BodyHash = null);

/// <summary>What came of a change.</summary>
/// <param name="File">The case after the change, or after the first change of the same id; null when there is no such case or it was refused.</param>
/// <param name="Refusals">Why nothing was changed.</param>
public sealed record Appended(CaseFile? File, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>No such case.</summary>
    public static Appended Unknown { get; } = new(null, []);

    /// <summary>Whether the rule refused.</summary>
    public bool IsRefused => Refusals.Count > 0;
}

/// <summary>
/// The log of every case, and the truth about it. A change is one transaction: lines appended, derived state replaced
/// under its ETag, operation recorded. So a repeated operation changes nothing and gets the first answer, and two changes
/// at once are decided one after the other.
/// </summary>
public sealed class CaseStore(StorageClients storage, TimeProvider clock)
{
    // A table transaction takes a hundred rows; two of them are the case and the operation.
    private const int MostLines = 98;
    private readonly TableClient _table = storage.Table(Keys.Cases);

    /// <summary>The case, or null.</summary>
    public async Task<CaseFile?> FindAsync(string reference, CancellationToken cancellation) =>
        (await ReadAsync(reference, cancellation))?.File;

    /// <summary>The case.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<CaseFile> GetAsync(string reference, CancellationToken cancellation) =>
        await FindAsync(reference, cancellation) ?? throw new InvalidOperationException($"{reference}: no such case.");

    /// <summary>The lines of a log as they are stored, unread, and the hash that the case row holds for the last; null when there is no such case.</summary>
    public async Task<(IReadOnlyList<string> Lines, string Head)?> ReadLogAsync(string reference, CancellationToken cancellation)
    {
        (TableEntity? row, IReadOnlyList<string> lines) = await ReadRowsAsync(reference, cancellation);
        return row is null ? null : (lines, row.GetString("Head"));
    }

    /// <summary>Every case's reference, drafts' too, in no order.</summary>
    public async IAsyncEnumerable<string> ReferencesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(
            row => row.RowKey == Keys.CaseRow, select: ["PartitionKey"], cancellationToken: cancellation))
        {
            yield return row.PartitionKey;
        }
    }

    /// <summary>Whether an operation changed the case already.</summary>
    public async Task<bool> HasDoneAsync(string reference, string operation, CancellationToken cancellation) =>
        (await FindOperationAsync(reference, operation, cancellation)).HasValue;

    /// <summary>Begins the log of a case.</summary>
    public async Task<Appended> BeginAsync(string reference, Operation operation, Outcome outcome, CancellationToken cancellation)
    {
        if (outcome.IsRefused)
        {
            return new Appended(null, outcome.Refusals);
        }

        Extension extension = CaseLog.Extend(
            reference, null, LogEntry.Genesis, outcome.Events, operation.Actor, operation.Id, clock.GetUtcNow());
        return await TryWriteAsync(reference, null, operation, extension, cancellation)
            ? new Appended(extension.File, [])
            : await RepeatedAsync(reference, operation, cancellation)
                ?? throw new InvalidOperationException($"{reference}: this reference is taken by another case.");
    }

    /// <summary>Changes a case by a rule, which is asked again when somebody else changed the case meanwhile.</summary>
    /// <param name="reference">The case.</param>
    /// <param name="operation">Under which id.</param>
    /// <param name="rule">Decides from the case as it is.</param>
    /// <param name="beforeWriting">Done once it is known that there is something to write; gets the case before the change.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Appended> AppendAsync(
        string reference,
        Operation operation,
        Func<CaseFile, Outcome> rule,
        Func<CaseFile, Task>? beforeWriting,
        CancellationToken cancellation)
    {
        while (true)
        {
            Task<Appended?> repeated = RepeatedAsync(reference, operation, cancellation);
            Stored? stored = await ReadAsync(reference, cancellation);
            if (await repeated is { } first)
            {
                return first;
            }

            if (stored is null)
            {
                return Appended.Unknown;
            }

            Outcome outcome = rule(stored.File);
            if (outcome.IsRefused || outcome.Events.Count == 0)
            {
                return await UnlessRepeatedAsync(new Appended(outcome.IsRefused ? null : stored.File, outcome.Refusals));
            }

            Extension extension = CaseLog.Extend(
                reference, stored.File, stored.Head, outcome.Events, operation.Actor, operation.Id, clock.GetUtcNow());
            if (extension.Refused is { } refusal)
            {
                return await UnlessRepeatedAsync(new Appended(null, [refusal]));
            }

            if (beforeWriting is not null)
            {
                await beforeWriting(stored.File);
            }

            if (await TryWriteAsync(reference, stored.Row, operation, extension, cancellation))
            {
                return new Appended(extension.File, []);
            }
        }

        // The same operation may have been written since it was looked for, and be the very reason to refuse.
        async Task<Appended> UnlessRepeatedAsync(Appended answer) => await RepeatedAsync(reference, operation, cancellation) ?? answer;
    }

    private async Task<Stored?> ReadAsync(string reference, CancellationToken cancellation)
    {
        (TableEntity? row, IReadOnlyList<string> lines) = await ReadRowsAsync(reference, cancellation);
        if (row is null)
        {
            return null;
        }

        (CaseFile file, string head) = CaseLog.Read(reference, lines);
        return head == row.GetString("Head")
            ? new Stored(row, lines, file, head)
            : throw new InvalidOperationException($"{reference}: the last line is not the one that was written; verify the log.");
    }

    private async Task<(TableEntity? Row, IReadOnlyList<string> Lines)> ReadRowsAsync(string reference, CancellationToken cancellation)
    {
        TableEntity? row = null;
        List<string> lines = [];
        await foreach (TableEntity entity in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {reference} and RowKey ge {Keys.CaseRow} and RowKey lt {Keys.LogEnd}"),
            cancellationToken: cancellation))
        {
            if (entity.RowKey == Keys.CaseRow)
            {
                row = entity;
            }
            // A line written while the pages were read is newer than the case row that was read first.
            else if (row is not null && lines.Count < row.GetInt32("Sequence"))
            {
                lines.Add(LogRow.Read(entity));
            }
        }

        return (row, lines);
    }

    private async Task<Appended?> RepeatedAsync(string reference, Operation operation, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await FindOperationAsync(reference, operation.Id, cancellation);
        if (!row.HasValue)
        {
            return null;
        }

        if (row.Value!.GetString("BodyHash") != operation.BodyHash)
        {
            return new Appended(null, [new Refusal(RefusalCodes.IdempotencyKeyReused)]);
        }

        Stored stored = await ReadAsync(reference, cancellation)
            ?? throw new InvalidOperationException($"{reference}: an operation without a case.");
        return new Appended(CaseLog.Read(reference, stored.Lines.Take(row.Value.GetInt32("Sequence")!.Value)).File, []);
    }

    private Task<NullableResponse<TableEntity>> FindOperationAsync(string reference, string operation, CancellationToken cancellation) =>
        _table.GetEntityIfExistsAsync<TableEntity>(reference, Keys.OperationRow(operation), cancellationToken: cancellation);

    private async Task<bool> TryWriteAsync(
        string reference, TableEntity? before, Operation operation, Extension extension, CancellationToken cancellation)
    {
        if (extension.Lines.Count > MostLines)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{reference}: {extension.Lines.Count} lines do not fit one transaction."));
        }

        CaseFile file = extension.File!;
        int first = file.Sequence - extension.Lines.Count + 1;
        TableEntity row = new(reference, Keys.CaseRow)
        {
            ["Sequence"] = file.Sequence,
            ["Head"] = extension.Head,
            ["State"] = file.State.ToString(),
        };
        List<TableTransactionAction> actions =
        [
            before is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
            new(TableTransactionActionType.Add, new TableEntity(reference, Keys.OperationRow(operation.Id))
            {
                ["Sequence"] = file.Sequence,
                ["BodyHash"] = operation.BodyHash,
            }),
            .. extension.Lines.Select((line, index) => new TableTransactionAction(
                TableTransactionActionType.Add, LogRow.Of(reference, first + index, line))),
        ];
        try
        {
            await _table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    private sealed record Stored(TableEntity Row, IReadOnlyList<string> Lines, CaseFile File, string Head);
}
