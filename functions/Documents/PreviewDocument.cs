using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Documents;

/// <summary>Shows a document within the page of its case.</summary>
public sealed class PreviewDocument(CaseRequests cases, PreviewedDocument previewed)
{
    [Function(nameof(PreviewDocument))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{reference}/documents/{documentId}/preview")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        if (file is null || !caller.MaySee(file) || file.Documents.Find(candidate => candidate.Id == documentId) is not { } document || !PreviewedDocument.Shows(document))
        {
            return await Page.ProblemAsync(request, RequestCodes.NotFound);
        }

        return await previewed.AnswerAsync(request, file, document, cancellation);
    }
}
