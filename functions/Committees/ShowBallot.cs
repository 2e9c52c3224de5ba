using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>Opens a vote link. It only shows a page: mail scanners open links, too.</summary>
public sealed class ShowBallot(Ballots ballots, Dossiers dossiers)
{
    [Function(nameof(ShowBallot))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "vote")] HttpRequest request,
        [DurableClient] Microsoft.DurableTask.Client.DurableTaskClient client,
        CancellationToken cancellation)
    {
        (OpenedBallot? ballot, string? refused) = await ballots.OpenAsync(request.Query["ballot"], cancellation);
        return (refused ?? ballot!.Closed) is { } code
            ? await Page.ProblemAsync(request, code)
            : await VotePage.ShowAsync(request, await dossiers.ReadAsync(ballot!, client, cancellation), refusals: [], said: null);
    }
}
