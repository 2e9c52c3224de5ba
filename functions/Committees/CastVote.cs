using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Committees;

/// <summary>Takes a vote, scores or both, from the form on the page behind a vote link.</summary>
public sealed class CastVote(Ballots ballots, Dossiers dossiers, CaseChanges changes)
{
    [Function(nameof(CastVote))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "vote")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        (IFormCollection? form, string? unread) = await LinkForm.ReadAsync(request, cancellation);
        if (form is null)
        {
            return await Page.ProblemAsync(request, unread!, LinkForm.ContentType);
        }

        (OpenedBallot? ballot, string? refused) = await ballots.OpenAsync(form["ballot"], cancellation);
        return refused is not null ? await Page.ProblemAsync(request, refused) : await TakeAsync(request, form, ballot!, client, cancellation);
    }

    private async Task<IResult> TakeAsync(
        HttpRequest request, IFormCollection form, OpenedBallot ballot, DurableTaskClient client, CancellationToken cancellation)
    {
        SentBallot sent = SentBallot.Read(form, ballot);
        if (sent.Refused is { } unread)
        {
            return ballot.Closed is { } closed ? await Page.ProblemAsync(request, closed) : await VotePage.ShowAsync(request, await dossiers.ReadAsync(ballot, client, cancellation), [unread], form);
        }

        // Which vote it is says the rule: the same vote again changes nothing.
        Operation operation = new($"vote/{Guid.CreateVersion7():N}", new Actor(ballot.Ballot.Seat, Role.Member));
        Appended appended = await changes.ChangeAsync(
            ballot.File.Reference, operation, file => sent.Apply(file, ballot.Ballot.By, ballot.Now), cancellation);
        if (appended.File is { } changed)
        {
            return await VotePage.ShowAsync(request, await dossiers.ReadAsync(ballot with { File = changed }, client, cancellation), refusals: [], said: null, sent.Vote is null ? "Score_Done" : "Vote_Done");
        }

        return appended.Refusals[0].Code is RefusalCodes.VoteClosed or RefusalCodes.NotAMember or RefusalCodes.SeatTaken
            ? await Page.ProblemAsync(request, appended.Refusals[0].Code)
            // What was filled in is shown again, on the dossier as it is now.
            : await VotePage.ShowAsync(request, await dossiers.RereadAsync(ballot, client, cancellation), appended.Refusals, form);
    }
}
