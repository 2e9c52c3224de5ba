using System.Xml.Linq;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Tasdir.Storage;

/// <summary>The keys that sign links, one blob a key, shared by every instance of the app.</summary>
public sealed class SigningKeys(StorageClients storage) : IXmlRepository
{
    private readonly BlobContainerClient _container = storage.Container(Keys.SigningKeys);

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        .. _container.GetBlobs().Select(blob =>
            XElement.Parse(_container.GetBlobClient(blob.Name).DownloadContent().Value.Content.ToString())),
    ];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        _container.GetBlobClient($"{friendlyName}.xml").Upload(
            BinaryData.FromString(element.ToString(SaveOptions.DisableFormatting)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/xml" } });
}
