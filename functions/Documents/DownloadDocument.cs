using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

public sealed class DownloadDocument(CaseRequests cases, ServedDocument served)
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
            async (caller, file) => ServedDocument.WhyNot(caller, file, documentId) is { } refusal
                ? Problems.Of(request, [refusal])
                : await served.AnswerAsync(request, file, documentId, cancellation),
            cancellation);
}
