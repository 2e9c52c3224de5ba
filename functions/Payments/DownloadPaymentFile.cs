using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Storage.Payments;

namespace Tasdir.Functions.Payments;

public sealed class DownloadPaymentFile(PaymentFileStore files)
{
    [Function(nameof(DownloadPaymentFile))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/payment-files/{fileId}/content")] HttpRequest request,
        string fileId,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        BinaryData? content = ReadPaymentFile.MaySee(caller, fileId) ? await files.FindAsync(fileId, cancellation) : null;
        return content is null
            ? Problems.Of(request, RequestCodes.NotFound)
            : Results.Bytes(content.ToArray(), "application/xml", $"{fileId}.xml");
    }
}
