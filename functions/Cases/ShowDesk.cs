using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>The page of the officials' desk: a region's cases by urgency, and how much waits for the reader.</summary>
public sealed class ShowDesk(DeskSearch desk, TimeProvider clock)
{
    [Function(nameof(ShowDesk))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        if (!DeskQuestion.TryRead(request, caller, out DeskQuestion? question, out Refusal? refusal))
        {
            return await Page.ProblemAsync(request, refusal.Code);
        }

        CultureInfo language = Language.Of(request);
        Text region = Programmes.All[^1].Region(question.Region).Name;
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        Turn own = DeskQuestion.TurnOf(caller) ?? Turn.Officer;
        string title = new Wording(language).Say("Desk_Title", region.In(language.Name));
        return await Page.ShowAsync<DeskPage>(
            request,
            StatusCodes.Status200OK,
            new PageHead(title),
            (nameof(DeskPage.Title), title),
            (nameof(DeskPage.Question), question),
            (nameof(DeskPage.Cases), await desk.FindAsync(question.On(today), question.Cursor, DeskQuery.PageSize, cancellation)),
            (nameof(DeskPage.Own), own),
            (nameof(DeskPage.Waiting), await desk.CountAsync(question.Region, own, today, cancellation)),
            (nameof(DeskPage.Regions), Programmes.All[^1].Regions.Where(candidate => caller.Covers(candidate.Code)).ToArray()),
            (nameof(DeskPage.Today), today));
    }
}
