using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Documents;

public sealed class ReadUpload(UploadRequests requests, UploadViews views)
{
    [Function(nameof(ReadUpload))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/uploads/{uploadId}")] HttpRequest request,
        string reference,
        string uploadId,
        CancellationToken cancellation) =>
        requests.ForUploadAsync(
            request,
            reference,
            uploadId,
            async asked => Results.Json(await views.OfAsync(asked.File.Reference, asked.Upload, cancellation), CaseJson.Options),
            cancellation);
}
