using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Azure.Storage.Sas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Tasdir.Storage;

/// <summary>
/// The storage account, by setting <c>Storage</c>: a connection string, or <c>Storage:accountName</c> with the managed
/// identity <c>Storage:clientId</c>. <c>StoragePrefix</c> (lower-case letters and digits) keeps installations in one account apart.
/// </summary>
public sealed class StorageClients
{
    // For one answer; there are four tries. The clients' own hundred seconds keep a caller waiting longer than any caller waits.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly string _prefix;
    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or misspelt.</exception>
    public StorageClients(IConfiguration settings)
    {
        _prefix = settings["StoragePrefix"] is [_, ..] prefix && prefix.Length <= 20 && prefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? prefix
            : throw Unusable("The setting StoragePrefix is one to twenty lower-case letters and digits.");
        TableClientOptions tables = new() { Retry = { NetworkTimeout = s_patience } };
        BlobClientOptions blobs = new() { Retry = { NetworkTimeout = s_patience } };
        QueueClientOptions queues = new() { MessageEncoding = QueueMessageEncoding.Base64, Retry = { NetworkTimeout = s_patience } };
        if (settings["Storage"] is [_, ..] connection)
        {
            _tables = new TableServiceClient(connection, tables);
            _blobs = new BlobServiceClient(connection, blobs);
            _queues = new QueueServiceClient(connection, queues);
            return;
        }

        string account = settings["Storage:accountName"]
            ?? throw Unusable("The setting Storage is a connection string, or Storage__accountName names the account.");
        TokenCredential identity = new ManagedIdentityCredential(settings["Storage:clientId"] is [_, ..] clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned);
        _tables = new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), identity, tables);
        _blobs = new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), identity, blobs);
        _queues = new QueueServiceClient(new Uri($"https://{account}.queue.core.windows.net"), identity, queues);
    }

    /// <summary>One of <see cref="Keys.Tables"/>.</summary>
    public TableClient Table(string name) => _tables.GetTableClient(_prefix + name);

    /// <summary>One of <see cref="Keys.Containers"/>.</summary>
    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient($"{_prefix}-{name}");

    /// <summary>One of <see cref="Keys.Queues"/>; messages are base64, as the queue trigger reads them.</summary>
    public QueueClient Queue(string name) => _queues.GetQueueClient($"{_prefix}-{name}");

    /// <summary>
    /// An address under which one blob can be written until an instant, and nothing be read, listed or deleted. It is signed with
    /// the account's key where the app has it, else with a key that the storage gives the app's identity for that time.
    /// </summary>
    public async Task<Uri> WriteLinkAsync(BlockBlobClient blob, DateTimeOffset until, CancellationToken cancellation)
    {
        BlobSasBuilder right = new(BlobSasPermissions.Create | BlobSasPermissions.Write, until)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            // Only a storage on this machine speaks without encryption.
            Protocol = blob.Uri.IsLoopback ? SasProtocol.HttpsAndHttp : SasProtocol.Https,
        };
        if (blob.CanGenerateSasUri)
        {
            return blob.GenerateSasUri(right);
        }

        UserDelegationKey key = await _blobs.GetUserDelegationKeyAsync(null, until, cancellation);
        return new BlobUriBuilder(blob.Uri) { Sas = right.ToSasQueryParameters(key, _blobs.AccountName) }.ToUri();
    }

    /// <summary>Creates what is not there yet.</summary>
    public async Task CreateMissingAsync(CancellationToken cancellation)
    {
        foreach (string table in Keys.Tables)
        {
            await Table(table).CreateIfNotExistsAsync(cancellation);
        }

        foreach (string container in Keys.Containers)
        {
            await Container(container).CreateIfNotExistsAsync(cancellationToken: cancellation);
        }

        foreach (string queue in Keys.Queues)
        {
            await Queue(queue).CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>Deletes everything under the prefix: for demonstrations and tests, which leave nothing behind.</summary>
    public async Task DeleteAllAsync(CancellationToken cancellation)
    {
        foreach (string table in Keys.Tables)
        {
            await Table(table).DeleteAsync(cancellation);
        }

        foreach (string container in Keys.Containers)
        {
            await Container(container).DeleteIfExistsAsync(cancellationToken: cancellation);
        }

        foreach (string queue in Keys.Queues)
        {
            await Queue(queue).DeleteIfExistsAsync(cancellation);
        }
    }

    private static OptionsValidationException Unusable(string sentence) => new("Storage", typeof(StorageClients), [sentence]);
}
