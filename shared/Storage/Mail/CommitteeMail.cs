using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Mail;

/// <summary>The mail that waits for the committees' secretaries.</summary>
public sealed class CommitteeMail(StorageClients storage, TimeProvider clock)
{
    private const string Json = "Json";
    private const string Waits = "Waits";

    // What a property of a row holds, 64 KiB of UTF-16. The note that settles a mail has to fit, too, and a sign takes six characters at most (\u0001).
    private const int MostCharacters = 32 * 1024;
    private const int LongestNote = 2000;
    private const int RoomToSettle = (6 * LongestNote) + 1000;
    private const int FewWords = 1000;

    // Arabic as it is: escaped, a letter takes six characters. Nothing that is stored is ever read as HTML.
    private static readonly JsonSerializerOptions s_json = new(CaseJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableClient _table = storage.Table(Keys.CommitteeMail);

    /// <summary>Puts a mail into the queue. One that is there, settled or not, stays as it is.</summary>
    public async Task AddAsync(WaitingMail mail, CancellationToken cancellation)
    {
        try
        {
            await _table.AddEntityAsync(RowOf(mail), cancellation);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // It was put there before.
        }
    }

    /// <summary>What waits in a region, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingMail>> WaitingAsync(string region, CancellationToken cancellation)
    {
        List<WaitingMail> waiting = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {region} and Waits eq {true}");
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            waiting.Add(Read(row));
        }

        return [.. waiting.OrderBy(mail => mail.ReceivedAt).ThenBy(mail => mail.Id, StringComparer.Ordinal)];
    }

    /// <summary>A mail of a region; null if there is none.</summary>
    public async Task<WaitingMail?> FindAsync(string region, string id, CancellationToken cancellation) =>
        Keys.IsReceivedMail(id) && await _table.GetEntityIfExistsAsync<TableEntity>(region, id, cancellationToken: cancellation) is { HasValue: true } row
            ? Read(row.Value!)
            : null;

    /// <summary>Notes what was done about a mail. One that is settled stays as it is.</summary>
    /// <returns>The mail as it now is; null if there is none.</returns>
    public async Task<WaitingMail?> SettleAsync(string region, string id, string note, string by, CancellationToken cancellation)
    {
        while (await FindRowAsync(region, id, cancellation) is { } row)
        {
            WaitingMail mail = Read(row);
            if (mail.SettledAt is not null)
            {
                return mail;
            }

            WaitingMail settled = mail with { SettledAt = clock.GetUtcNow(), SettledBy = by, Note = note };
            try
            {
                await _table.UpdateEntityAsync(RowOf(settled), row.ETag, TableUpdateMode.Replace, cancellation);
                return settled;
            }
            catch (RequestFailedException changed) when (changed.Status == 412)
            {
                // Somebody else settled it at once: look again.
            }
        }

        return null;
    }

    private async Task<TableEntity?> FindRowAsync(string region, string id, CancellationToken cancellation) =>
        Keys.IsReceivedMail(id) && await _table.GetEntityIfExistsAsync<TableEntity>(region, id, cancellationToken: cancellation) is { HasValue: true } row
            ? row.Value
            : null;

    private static TableEntity RowOf(WaitingMail mail) => new(mail.Region, mail.Id)
    {
        [Waits] = mail.SettledAt is null,
        [Json] = JsonSerializer.Serialize(Fitting(mail), s_json),
    };

    // The mail itself is kept in the inbox.
    private static WaitingMail Fitting(WaitingMail mail)
    {
        while (JsonSerializer.Serialize(mail with { Note = null }, s_json).Length > MostCharacters - RoomToSettle && Shorter(mail) is { } shorter)
        {
            mail = shorter;
        }

        return mail;
    }

    private static WaitingMail? Shorter(WaitingMail mail) =>
        mail.Words?.Length > FewWords ? mail with { Words = mail.Words[..Math.Max(FewWords, mail.Words.Length / 2)] }
        : mail.Attachments.Count > 0 ? mail with { Attachments = [.. mail.Attachments.SkipLast(1)] }
        : null;

    private static WaitingMail Read(TableEntity row) => JsonSerializer.Deserialize<WaitingMail>(row.GetString(Json), s_json)!;
}
