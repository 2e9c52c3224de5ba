using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Cases;

/// <summary>A letter of a case where the pages lead, for whoever is signed in there.</summary>
public sealed class ShowLetter(CaseRequests cases, ServedLetter served)
{
    [Function(nameof(ShowLetter))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{reference}/letters/{mailId}")] HttpRequest request,
        string reference,
        string mailId,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        return file is not null && caller.MaySee(file) && ServedLetter.Find(file, mailId) is { } letter
            ? await served.AnswerAsync(request, file, letter, cancellation)
            : await Page.ProblemAsync(request, RequestCodes.NotFound);
    }
}
