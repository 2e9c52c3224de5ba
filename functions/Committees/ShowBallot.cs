using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>Opens a vote link. It only shows a page: mail scanners open links, too.</summary>
public sealed class ShowBallot(Ballots ballots)
{
    [Function(nameof(ShowBallot))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "vote")] HttpRequest request, CancellationToken cancellation)
    {
        string? link = request.Query["ballot"];
        (OpenedBallot? ballot, string? refused) = await ballots.OpenAsync(link, cancellation);
        return refused is not null ? await Page.ProblemAsync(request, refused)
            : ballot!.HasVoted ? await VotePage.DoneAsync(request, ballot)
            : ballot.IsOpen ? await VotePage.FormAsync(request, ballot, link!, refusals: [])
            : await Page.ProblemAsync(request, RefusalCodes.VoteClosed);
    }
}
