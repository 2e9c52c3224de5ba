using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

public sealed class DownloadDocument(CaseRequests cases, DocumentStore documents)
{
    [Function(nameof(DownloadDocument))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/documents/{documentId}")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            async (_, file) =>
            {
                if (file.Documents.Find(candidate => candidate.Id == documentId) is not { } document)
                {
                    return Problems.Of(request, RequestCodes.NotFound);
                }

                DocumentReceived received = document.Received;
                // The browser is not to guess another type, and never opens the file as a page of ours.
                request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
                Stream content = await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation);
                return Results.Stream(content, received.ContentType, received.FileName);
            },
            cancellation);
}
