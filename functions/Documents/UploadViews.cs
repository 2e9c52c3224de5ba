using Microsoft.Extensions.Options;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Shows an upload, with an address to write straight to the storage where the installation offers that.</summary>
public sealed class UploadViews(UploadStore uploads, IOptions<UploadOptions> options, TimeProvider clock)
{
    private static readonly Dictionary<string, string> s_headers = new() { ["x-ms-blob-type"] = "BlockBlob" };

    /// <summary>How far an upload has come.</summary>
    public async Task<UploadView> OfAsync(string reference, Upload upload, CancellationToken cancellation)
    {
        UploadProgress progress = await uploads.ProgressAsync(reference, upload, cancellation);
        DirectView? direct = options.Value.Direct ? await DirectAsync(reference, upload, cancellation) : null;
        return new UploadView(upload.Id, upload.BlockBytes, upload.Blocks, progress.Received, upload.ExpiresAt, direct);
    }

    private async Task<DirectView> DirectAsync(string reference, Upload upload, CancellationToken cancellation)
    {
        DateTimeOffset asked = clock.GetUtcNow().AddMinutes(options.Value.DirectMinutes);
        DateTimeOffset until = asked < upload.ExpiresAt ? asked : upload.ExpiresAt;
        Uri link = await uploads.LinkAsync(reference, upload, until, cancellation);
        return new DirectView(link.AbsoluteUri, s_headers, until);
    }
}
