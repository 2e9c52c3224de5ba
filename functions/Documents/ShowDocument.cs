using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Documents;

/// <summary>A document's content where the pages lead, for whoever is signed in there.</summary>
public sealed class ShowDocument(CaseRequests cases, ServedDocument served)
{
    [Function(nameof(ShowDocument))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{reference}/documents/{documentId}")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        Refusal? refusal = file is null || !caller.MaySee(file)
            ? new Refusal(RequestCodes.NotFound)
            : ServedDocument.WhyNot(caller, file, documentId);
        return refusal is null
            ? await served.AnswerAsync(request, file!, documentId, cancellation)
            : await Page.ProblemAsync(request, refusal.Code, refusal.Values);
    }
}
