using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Tasdir.Storage.Mail;

/// <summary>What the mail service tells of a mail.</summary>
/// <param name="Kind"><c>processed</c>, <c>delivered</c>, <c>deferred</c>, <c>bounce</c>, <c>blocked</c>, <c>dropped</c>, <c>open</c>, <c>spamreport</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Reason">What the other mail server said, or null.</param>
public sealed record DeliveryMark(string Kind, DateTimeOffset At, string? Reason);

/// <summary>The marks of every mail, and the posts of the mail service that are still to be taken up.</summary>
public sealed class DeliveryMarks(StorageClients storage)
{
    private const int MostCharacters = 500;

    private readonly TableClient _table = storage.Table(Keys.Deliveries);
    private readonly BlobContainerClient _container = storage.Container(Keys.MailEvents);
    private readonly QueueClient _queue = storage.Queue(Keys.EventsToRead);

    /// <summary>Keeps a post and asks for it to be taken up; the same post again is the same.</summary>
    public async Task ReceiveAsync(byte[] content, CancellationToken cancellation)
    {
        string key = Keys.MailEventPost(content);
        await _container.GetBlobClient(key).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellation);
        await _queue.SendMessageAsync(key, cancellation);
    }

    /// <summary>A post as it came; null once it is taken up.</summary>
    public async Task<byte[]?> FindPostAsync(string key, CancellationToken cancellation) =>
        await _container.GetBlobClient(key).ExistsAsync(cancellation)
            ? (await _container.GetBlobClient(key).DownloadContentAsync(cancellation)).Value.Content.ToArray()
            : null;

    /// <summary>Forgets a post that is taken up: its marks are kept, and addresses are not.</summary>
    public Task ForgetPostAsync(string key, CancellationToken cancellation) =>
        _container.GetBlobClient(key).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <summary>Keeps a mark; the same again is the same.</summary>
    public Task AddAsync(string mailId, string eventId, DeliveryMark mark, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(Keys.DeliveryPartition(mailId), Keys.DeliveryRow(eventId))
        {
            ["Kind"] = mark.Kind,
            ["At"] = mark.At,
            ["Reason"] = mark.Reason?.Length > MostCharacters ? mark.Reason[..MostCharacters] : mark.Reason,
        },
        TableUpdateMode.Replace,
        cancellation);

    /// <summary>The marks of a mail, oldest first.</summary>
    public async Task<IReadOnlyList<DeliveryMark>> OfAsync(string mailId, CancellationToken cancellation)
    {
        List<DeliveryMark> marks = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.DeliveryPartition(mailId)}");
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            marks.Add(new DeliveryMark(row.GetString("Kind"), row.GetDateTimeOffset("At")!.Value, row.GetString("Reason")));
        }

        return [.. marks.OrderBy(mark => mark.At)];
    }
}
