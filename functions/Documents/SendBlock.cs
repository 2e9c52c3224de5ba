using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Takes one block of a file. It is kept whole or not at all, and the same block again replaces the one before.</summary>
public sealed class SendBlock(UploadRequests requests, UploadStore uploads)
{
    [Function(nameof(SendBlock))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{reference}/uploads/{uploadId}/blocks/{number:int}")] HttpRequest request,
        string reference,
        string uploadId,
        int number,
        CancellationToken cancellation) =>
        requests.ForUploadAsync(request, reference, uploadId, asked => ReceiveAsync(request, asked, number, cancellation), cancellation);

    private async Task<IResult> ReceiveAsync(HttpRequest request, UploadAsked asked, int number, CancellationToken cancellation)
    {
        if (number < 1 || number > asked.Upload.Blocks)
        {
            return Problems.Of(request, RequestCodes.NotFound);
        }

        int bytes = asked.Upload.BytesOf(number);
        if (ContentDigest.Of(request) is not { } digests)
        {
            return Problems.Of(request, RequestCodes.DigestInvalid);
        }

        if (request.ContentLength is { } length && length != bytes)
        {
            return Problems.Of(request, [SizeDiffers(bytes)]);
        }

        // One byte more than a block has, so that a longer one shows.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bytes + 1);
        try
        {
            int read = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, bytes + 1), bytes + 1, throwOnEndOfStream: false, cancellation);
            Refusal? refusal = read != bytes ? SizeDiffers(bytes)
                : digests.Count > 0 && digests.Any(digest => digest != Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, bytes))))
                    ? new Refusal(RequestCodes.DigestMismatch)
                : null;
            if (refusal is not null)
            {
                return Problems.Of(request, [refusal]);
            }

            using MemoryStream block = new(buffer, 0, bytes, writable: false);
            await uploads.StageAsync(asked.File.Reference, asked.Upload, number, block, cancellation);
            return Results.NoContent();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Refusal SizeDiffers(int bytes) =>
        new(RequestCodes.BlockSizeDiffers, null, bytes.ToString(CultureInfo.InvariantCulture));
}
