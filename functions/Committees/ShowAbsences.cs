using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>Opens a member's link to the page of their absences. It only shows a page: mail scanners open links, too.</summary>
public sealed class ShowAbsences(AbsenceDesk desk)
{
    [Function(nameof(ShowAbsences))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "absence")] HttpRequest request, CancellationToken cancellation)
    {
        (AbsentMember? member, string? refused) = await desk.OpenAsync(request.Query["pass"], cancellation);
        return refused is not null
            ? await Page.ProblemAsync(request, refused)
            : await AbsencePage.ShowAsync(request, member!, desk.Seal(member!.Pass), refusals: [], said: null);
    }
}
