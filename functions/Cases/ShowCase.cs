using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Cases;

/// <summary>The page of a case, where letters lead: how it stands and what happened; for officials, what to do.</summary>
public sealed class ShowCase(CaseRequests cases, CasePages pages)
{
    [Function(nameof(ShowCase))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        return file is null || !caller.MaySee(file)
            ? await Page.ProblemAsync(request, RequestCodes.NotFound)
            : await pages.ShowAsync(request, caller, file, answer: null, cancellation);
    }
}
