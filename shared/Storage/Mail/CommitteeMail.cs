using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Storage.Mail;

/// <summary>Why a mail waits for a secretary.</summary>
public enum MailTrouble
{
    /// <summary>It is to none of the addresses that letters are answered at.</summary>
    NoCase,

    /// <summary>The code in the address is not right for the sender.</summary>
    AddressForged,

    /// <summary>The sender is not who acts for the seat.</summary>
    OtherSender,

    /// <summary>It names several senders, or none.</summary>
    SenderUnclear,

    /// <summary>The sender's domain does not let this server send for it (SPF).</summary>
    SpfNotPassed,

    /// <summary>No signature of the sender's domain holds (DKIM).</summary>
    DkimNotAligned,

    /// <summary>It says nothing that is understood; its sender was told.</summary>
    NotUnderstood,

    /// <summary>It answers the mail about a meeting, which has many cases; its sender was told.</summary>
    ManyCases,

    /// <summary>A machine wrote it, of an absence for instance.</summary>
    Automatic,

    /// <summary>A mail system sent a letter to a member back.</summary>
    Bounced,

    /// <summary>The mail service could not deliver a letter to a member.</summary>
    Undelivered,
}

/// <summary>A mail that waits for a secretary, or did.</summary>
public sealed record WaitingMail
{
    /// <summary>Its key: of the mail, or of the letter that was not delivered.</summary>
    public required string Id { get; init; }

    /// <summary>The region whose secretary sees to it.</summary>
    public required string Region { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Why it waits.</summary>
    public required MailTrouble Why { get; init; }

    /// <summary>The case, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>The seat, or null.</summary>
    public string? Seat { get; init; }

    /// <summary>Who is named as its sender.</summary>
    public string? From { get; init; }

    /// <summary>Its subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender's own words, as far as they were found.</summary>
    public string? Words { get; init; }

    /// <summary>What would be understood of them, or null.</summary>
    public VoteChoice? Choice { get; init; }

    /// <summary>The amount, MAD, or null.</summary>
    public Money? Amount { get; init; }

    /// <summary>SendGrid's verdict on the sender's policy.</summary>
    public string? Spf { get; init; }

    /// <summary>SendGrid's verdict on the signatures.</summary>
    public string? Dkim { get; init; }

    /// <summary>Names of the attached files.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Whether the mail is kept as it came.</summary>
    public bool HasSource { get; init; }

    /// <summary>When it was settled, UTC; null while it waits.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Who settled it: subject of the sign-in.</summary>
    public string? SettledBy { get; init; }

    /// <summary>What was done about it.</summary>
    public string? Note { get; init; }
}

/// <summary>The mail that waits for the committees' secretaries.</summary>
public sealed class CommitteeMail(StorageClients storage, TimeProvider clock)
{
    private const string Json = "Json";
    private const string Waits = "Waits";

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
        [Json] = JsonSerializer.Serialize(mail, CaseJson.Options),
    };

    private static WaitingMail Read(TableEntity row) => JsonSerializer.Deserialize<WaitingMail>(row.GetString(Json), CaseJson.Options)!;
}
