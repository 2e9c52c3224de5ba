using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Storage.Cases;

namespace Tasdir.Storage.Documents;

/// <summary>When something of each case is to be erased: a list that <see cref="Projections"/> keeps like the others.</summary>
public sealed class RetentionList(StorageClients storage)
{
    private readonly TableClient _table = storage.Table(Keys.Retention);

    /// <summary>The day from which on something of a case is to be erased; null while nothing is.</summary>
    public static DateOnly? NextOn(CaseFile file) => Retention.NextOn(
        file, file.ProgrammeVersion is { } version ? Programmes.Version(version) : Programmes.All[^1], WorkingCalendar.Default);

    /// <summary>Brings the list up to a case that has something to be erased.</summary>
    public Task ProjectAsync(CaseFile file, DateOnly next, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(Keys.RetentionMonth(next), file.Reference) { ["NextOn"] = Spell(next) }, TableUpdateMode.Replace, cancellation);

    /// <summary>Takes a case off a month.</summary>
    public Task ForgetAsync(string reference, string month, CancellationToken cancellation) =>
        _table.DeleteEntityAsync(month, reference, cancellationToken: cancellation);

    /// <summary>A page of the cases of which something is to be erased on a day or before. A page may be empty and have a next one.</summary>
    /// <param name="day">The day.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="size">Cases a page, at most.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<ReferencePage> PageAsync(DateOnly day, string? cursor, int size, CancellationToken cancellation)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey le {Keys.RetentionMonth(day)} and NextOn le {Spell(day)}");
        await foreach (Page<TableEntity> page in _table.QueryAsync<TableEntity>(filter, size, ["RowKey"], cancellation).AsPages(cursor, size))
        {
            return new ReferencePage([.. page.Values.Select(row => row.RowKey).Distinct()], page.ContinuationToken);
        }

        return new ReferencePage([], null);
    }

    private static string Spell(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
