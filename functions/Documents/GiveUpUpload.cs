using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

public sealed class GiveUpUpload(UploadRequests requests, UploadStore uploads)
{
    [Function(nameof(GiveUpUpload))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/applications/{reference}/uploads/{uploadId}")] HttpRequest request,
        string reference,
        string uploadId,
        CancellationToken cancellation) =>
        requests.ForApplicantAsync(
            request,
            reference,
            async (_, file) =>
            {
                // What is not there is given up already.
                if (UploadRequests.IsId(uploadId))
                {
                    await uploads.DeleteAsync(file.Reference, uploadId, cancellation);
                }

                return Results.NoContent();
            },
            cancellation);
}
