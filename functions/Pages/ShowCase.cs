using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Pages;

/// <summary>The page of a case, where letters lead: how it stands and what happened.</summary>
public sealed class ShowCase(CaseRequests cases, CaseStore store, Procedure procedure, OfficialViews officials)
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
        if (file is null || !caller.MaySee(file))
        {
            return await Page.ProblemAsync(request, RequestCodes.NotFound);
        }

        return await Page.ShowAsync<CaseFilePage>(
            request,
            StatusCodes.Status200OK,
            new PageHead(file.Reference),
            (nameof(CaseFilePage.File), file),
            (nameof(CaseFilePage.Rules), procedure.RulesOf(file)),
            (nameof(CaseFilePage.Calendar), await procedure.CalendarAsync(cancellation)),
            (nameof(CaseFilePage.Official), await officials.OfAsync(caller, file, cancellation)),
            (nameof(CaseFilePage.Timeline), await ReadTimeline.OfAsync(store, file, Language.Of(request), cancellation)));
    }
}
