using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Calendar;

namespace Tasdir.Storage.Calendar;

/// <summary>A confirmation as it was recorded.</summary>
/// <param name="Number">The how-manieth of this feast in this year, from 1: a correction is another one.</param>
/// <param name="Confirmation">What was said.</param>
/// <param name="By">Who said it: subject of the sign-in.</param>
/// <param name="At">When, UTC.</param>
public sealed record ConfirmedFeast(int Number, FeastConfirmation Confirmation, string By, DateTimeOffset At);

/// <summary>
/// The confirmed dates of movable feasts, and the calendar with them in it. Confirmations are only ever added: a later one of
/// the same feast and year corrects the earlier.
/// </summary>
public sealed class CalendarStore(StorageClients storage, TimeProvider clock)
{
    // Between a confirmation and this long after it, another instance of the app may still give a due date by the estimate;
    // the daily review of due dates puts it right.
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);

    private readonly TableClient _table = storage.Table(Keys.Feasts);
    private volatile Reading? _last;
    private int _confirmations;

    /// <summary>The calendar, as it was at most a minute ago.</summary>
    public async Task<WorkingCalendar> GetAsync(CancellationToken cancellation) =>
        _last is { } last && last.Confirmations == Volatile.Read(ref _confirmations) && clock.GetUtcNow() - last.At < s_fresh ? last.Calendar : await ReadAsync(cancellation);

    /// <summary>The calendar as it is.</summary>
    public async Task<WorkingCalendar> ReadAsync(CancellationToken cancellation)
    {
        DateTimeOffset at = clock.GetUtcNow();
        // What was read while somebody confirmed may lack it, and is not used again.
        int confirmations = Volatile.Read(ref _confirmations);
        List<ConfirmedFeast> confirmed = await FindAsync(filter: null, cancellation);
        WorkingCalendar calendar = WorkingCalendar.Default.With(confirmed.Select(one => one.Confirmation));
        _last = new Reading(calendar, at, confirmations);
        return calendar;
    }

    /// <summary>What was confirmed of a feast in a year, oldest first; the last one holds.</summary>
    public Task<List<ConfirmedFeast>> HistoryAsync(string feast, int year, CancellationToken cancellation) =>
        FindAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.FeastPartition(year, feast)}"), cancellation);

    /// <summary>Records a confirmation. One that says what holds already is not recorded again.</summary>
    /// <returns>The confirmation that holds.</returns>
    public async Task<ConfirmedFeast> ConfirmAsync(FeastConfirmation confirmation, string by, CancellationToken cancellation)
    {
        while (true)
        {
            List<ConfirmedFeast> history = await HistoryAsync(confirmation.Feast, confirmation.Year, cancellation);
            if (history.LastOrDefault() is { } holding && holding.Confirmation == confirmation)
            {
                return holding;
            }

            ConfirmedFeast added = new(history.Count + 1, confirmation, by, clock.GetUtcNow());
            try
            {
                await _table.AddEntityAsync(RowOf(added), cancellation);
                Interlocked.Increment(ref _confirmations);
                return added;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // Somebody else confirmed the same feast at once: look again.
            }
        }
    }

    private async Task<List<ConfirmedFeast>> FindAsync(string? filter, CancellationToken cancellation)
    {
        List<ConfirmedFeast> found = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            found.Add(Read(row));
        }

        return found;
    }

    private static TableEntity RowOf(ConfirmedFeast confirmed) =>
        new(Keys.FeastPartition(confirmed.Confirmation.Year, confirmed.Confirmation.Feast), Keys.FeastRow(confirmed.Number))
        {
            ["Feast"] = confirmed.Confirmation.Feast,
            ["Year"] = confirmed.Confirmation.Year,
            ["FirstDay"] = confirmed.Confirmation.FirstDay.ToString("O", CultureInfo.InvariantCulture),
            ["Source"] = confirmed.Confirmation.Source,
            ["Number"] = confirmed.Number,
            ["By"] = confirmed.By,
            ["At"] = confirmed.At,
        };

    private static ConfirmedFeast Read(TableEntity row) => new(
        row.GetInt32("Number")!.Value,
        new FeastConfirmation(
            row.GetString("Feast"),
            row.GetInt32("Year")!.Value,
            DateOnly.ParseExact(row.GetString("FirstDay"), "O", CultureInfo.InvariantCulture),
            row.GetString("Source")),
        row.GetString("By"),
        row.GetDateTimeOffset("At")!.Value);

    private sealed record Reading(WorkingCalendar Calendar, DateTimeOffset At, int Confirmations);
}
