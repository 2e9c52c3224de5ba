using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Pages;

/// <summary>The page of the officers' desk: a region's cases by whose turn it is and by due date.</summary>
public sealed class ShowDesk(Projections projections, TimeProvider clock)
{
    [Function(nameof(ShowDesk))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        if (!DeskQuery.TryRead(request, caller, out DeskQuery? query, out Refusal? refusal))
        {
            return await Page.ProblemAsync(request, refusal.Code);
        }

        CultureInfo language = Language.Of(request);
        Text region = Programmes.All[^1].Region(query.Region).Name;
        return await Page.ShowAsync<CasesPage>(
            request,
            StatusCodes.Status200OK,
            (nameof(CasesPage.Title), new Wording(language).Say("Desk_Title", region.In(language.Name))),
            (nameof(CasesPage.Cases), await projections.DeskAsync(query.Region, query.Turn, query.Cursor, DeskQuery.PageSize, cancellation)),
            (nameof(CasesPage.Here), $"/desk?region={query.Region}"),
            (nameof(CasesPage.Today), WorkingCalendar.Default.DateOf(clock.GetUtcNow())),
            (nameof(CasesPage.Turns), Enum.GetValues<Turn>()),
            (nameof(CasesPage.Turn), query.Turn));
    }
}
