using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Tasdir.Domain.Cases;

namespace Tasdir.Storage.Payments;

/// <summary>What one line of a bank report came to.</summary>
/// <param name="EndToEndId">The payment, as the bank names it.</param>
/// <param name="Status">The bank's status code.</param>
/// <param name="Result"><c>settled</c>, <c>returned</c>, <c>pending</c>, or the code of a refusal.</param>
public sealed record ReportLine(string EndToEndId, string Status, string Result);

/// <summary>The bank's reports: kept as they came, under the digest of their content, and what each came to.</summary>
public sealed class BankReportStore(StorageClients storage)
{
    private readonly BlobContainerClient _container = storage.Container(Keys.BankReports);
    private readonly QueueClient _queue = storage.Queue(Keys.ReportsToRead);

    /// <summary>Keeps a report and asks for it to be taken up. The same report again is the same report.</summary>
    /// <returns>Id of the report.</returns>
    public async Task<string> ReceiveAsync(byte[] content, CancellationToken cancellation)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(content))[..32];
        await _container.GetBlobClient(Keys.BankReport(id)).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellation);
        await _queue.SendMessageAsync(id, cancellation);
        return id;
    }

    /// <summary>A report as it came.</summary>
    public async Task<Stream> OpenAsync(string id, CancellationToken cancellation) =>
        await _container.GetBlobClient(Keys.BankReport(id)).OpenReadAsync(cancellationToken: cancellation);

    /// <summary>Keeps what a report came to.</summary>
    public Task ConcludeAsync(string id, IReadOnlyList<ReportLine> lines, CancellationToken cancellation) =>
        _container.GetBlobClient(Keys.BankReportResult(id)).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(lines, CaseJson.Options)), overwrite: true, cancellation);

    /// <summary>Whether there is such a report, and what it came to; no lines while it is being taken up.</summary>
    public async Task<(bool Known, IReadOnlyList<ReportLine>? Lines)> FindAsync(string id, CancellationToken cancellation)
    {
        try
        {
            BinaryData result = (await _container.GetBlobClient(Keys.BankReportResult(id)).DownloadContentAsync(cancellation)).Value.Content;
            return (true, result.ToObjectFromJson<IReadOnlyList<ReportLine>>(CaseJson.Options));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (await _container.GetBlobClient(Keys.BankReport(id)).ExistsAsync(cancellation), null);
        }
    }
}
