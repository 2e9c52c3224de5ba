using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>The page with an applicant's own applications.</summary>
public sealed class ShowApplications(Projections projections, TimeProvider clock)
{
    [Function(nameof(ShowApplications))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        string? cursor = request.Query["cursor"];
        if (!Projections.IsApplicantCursor(cursor))
        {
            return await Page.ProblemAsync(request, RequestCodes.CursorInvalid);
        }

        string title = new Wording(Language.Of(request))["Cases_Title"];
        return await Page.ShowAsync<CasesPage>(
            request,
            StatusCodes.Status200OK,
            new PageHead(title),
            (nameof(CasesPage.Title), title),
            (nameof(CasesPage.Cases), await projections.OfApplicantAsync(caller.Id, cursor, DeskQuery.PageSize, cancellation)),
            (nameof(CasesPage.Today), WorkingCalendar.Default.DateOf(clock.GetUtcNow())));
    }
}
