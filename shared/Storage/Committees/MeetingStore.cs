using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;

namespace Tasdir.Storage.Committees;

/// <summary>Meetings that were convened, the cases on their agendas, and their minutes. What was decided is in the cases' logs.</summary>
public sealed class MeetingStore(StorageClients storage)
{
    // A table transaction takes a hundred rows.
    private const int MostRows = 100;

    private readonly TableClient _table = storage.Table(Keys.Meetings);
    private readonly BlobContainerClient _minutes = storage.Container(Keys.Minutes);

    /// <summary>Keeps a meeting.</summary>
    /// <returns>False if the committee meets on that day already.</returns>
    public async Task<bool> ConveneAsync(Meeting meeting, CancellationToken cancellation)
    {
        try
        {
            await _table.AddEntityAsync(
                new TableEntity(meeting.Region, Keys.MeetingRow(meeting.On)) { ["Meeting"] = JsonSerializer.Serialize(meeting, CaseJson.Options) }, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    /// <summary>A meeting, or null.</summary>
    public async Task<Meeting?> FindAsync(string region, DateOnly on, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(region, Keys.MeetingRow(on), cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The meetings of a committee, by day.</summary>
    public async Task<IReadOnlyList<Meeting>> OfAsync(string region, CancellationToken cancellation)
    {
        List<Meeting> meetings = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == region, cancellationToken: cancellation))
        {
            meetings.Add(Read(row));
        }

        return meetings;
    }

    /// <summary>Writes cases on an agenda; those that are there stay.</summary>
    public async Task PlaceAsync(string meeting, IReadOnlyList<string> references, CancellationToken cancellation)
    {
        foreach (string[] some in references.Chunk(MostRows))
        {
            await _table.SubmitTransactionAsync(
                some.Select(reference => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(meeting, reference))), cancellation);
        }
    }

    /// <summary>The cases on an agenda, by reference.</summary>
    public async Task<IReadOnlyList<string>> AgendaAsync(string meeting, CancellationToken cancellation)
    {
        List<string> references = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == meeting, select: ["RowKey"], cancellationToken: cancellation))
        {
            references.Add(row.RowKey);
        }

        return references;
    }

    /// <summary>Writes the minutes of a meeting, once.</summary>
    /// <returns>The minutes as they are kept: those of the first writing.</returns>
    public async Task<BinaryData> WriteMinutesAsync(string meeting, byte[] minutes, CancellationToken cancellation)
    {
        try
        {
            await _minutes.GetBlobClient(Keys.MinutesOf(meeting)).UploadAsync(
                BinaryData.FromBytes(minutes),
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/pdf" },
                },
                cancellation);
            return BinaryData.FromBytes(minutes);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return (await FindMinutesAsync(meeting, cancellation))!;
        }
    }

    /// <summary>Whether the minutes of a meeting are written.</summary>
    public async Task<bool> HasMinutesAsync(string meeting, CancellationToken cancellation) =>
        await _minutes.GetBlobClient(Keys.MinutesOf(meeting)).ExistsAsync(cancellation);

    /// <summary>The minutes of a meeting, or null while there are none.</summary>
    public async Task<BinaryData?> FindMinutesAsync(string meeting, CancellationToken cancellation)
    {
        try
        {
            return (await _minutes.GetBlobClient(Keys.MinutesOf(meeting)).DownloadContentAsync(cancellation)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static Meeting Read(TableEntity row) => JsonSerializer.Deserialize<Meeting>(row.GetString("Meeting"), CaseJson.Options)!;
}
