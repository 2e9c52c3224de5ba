using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Committees;

namespace Tasdir.Storage.Committees;

/// <summary>The absences of committees' members. Rows are only ever added: one that ends an absence early stands beside it.</summary>
public sealed class AbsenceStore(StorageClients storage)
{
    private const string Day = "yyyy-MM-dd";

    private readonly TableClient _table = storage.Table(Keys.Absences);

    /// <summary>Records an absence; the same one again changes nothing.</summary>
    /// <param name="committee">Region of the committee, or that of the national one.</param>
    /// <param name="absence">The absence.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task RecordAsync(string committee, Absence absence, CancellationToken cancellation) => AddAsync(
        new TableEntity(committee, Keys.AbsenceRow(absence.Id))
        {
            ["Seat"] = absence.Delegation.Seat,
            ["Mailbox"] = absence.Delegation.Mailbox,
            ["Delegate"] = absence.Delegation.Delegate,
            ["From"] = absence.Delegation.From.ToString(Day, CultureInfo.InvariantCulture),
            ["Until"] = absence.Delegation.Until.ToString(Day, CultureInfo.InvariantCulture),
            ["At"] = absence.Delegation.NamedAt,
        },
        cancellation);

    /// <summary>Ends an absence early; once it is ended, it stays so.</summary>
    /// <param name="committee">Region of the committee, or that of the national one.</param>
    /// <param name="id">The absence.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task EndAsync(string committee, string id, DateOnly until, CancellationToken cancellation) => AddAsync(
        new TableEntity(committee, Keys.AbsenceEndRow(id)) { ["Until"] = until.ToString(Day, CultureInfo.InvariantCulture) }, cancellation);

    /// <summary>The absences of a committee, in no order that means anything.</summary>
    public async Task<IReadOnlyList<Absence>> OfAsync(string committee, CancellationToken cancellation)
    {
        Dictionary<string, Delegation> found = [];
        Dictionary<string, DateOnly> ended = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == committee, cancellationToken: cancellation))
        {
            if (Keys.OfAbsenceEndRow(row.RowKey) is { } id)
            {
                ended[id] = DateIn(row, "Until");
            }
            else
            {
                found[Keys.OfAbsenceRow(row.RowKey)] = new Delegation(
                    row.GetString("Seat"),
                    row.GetString("Mailbox"),
                    row.GetString("Delegate"),
                    DateIn(row, "From"),
                    DateIn(row, "Until"),
                    row.GetDateTimeOffset("At")!.Value);
            }
        }

        return
        [
            .. found.Select(one => new Absence(
                one.Key,
                ended.TryGetValue(one.Key, out DateOnly until) && until < one.Value.Until ? one.Value with { Until = until } : one.Value)),
        ];
    }

    /// <summary>Who acts for members of the committees that decide for a region: its own and the national one.</summary>
    public async Task<IReadOnlyList<Delegation>> DelegationsAsync(string region, CancellationToken cancellation)
    {
        Task<IReadOnlyList<Absence>> regional = OfAsync(region, cancellation);
        Task<IReadOnlyList<Absence>> national = OfAsync(Meetings.WholeCountry, cancellation);
        return [.. (await regional).Concat(await national).Select(absence => absence.Delegation)];
    }

    private async Task AddAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await _table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Sent twice: it is recorded.
        }
    }

    private static DateOnly DateIn(TableEntity row, string name) => DateOnly.ParseExact(row.GetString(name), Day, CultureInfo.InvariantCulture);
}
