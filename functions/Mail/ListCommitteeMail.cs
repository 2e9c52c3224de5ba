using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

public sealed class ListCommitteeMail(SecretaryDesk desk)
{
    [Function(nameof(ListCommitteeMail))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/committee-mail")] HttpRequest request, CancellationToken cancellation)
    {
        (IReadOnlyList<WaitingMail>? waiting, string? refused) = await desk.WaitingAsync(await Caller.OfAsync(request.HttpContext), cancellation);
        return waiting is null
            ? Problems.Of(request, refused!)
            : Results.Json(new CommitteeMailList([.. waiting.Select(CommitteeMailView.Of)]), CaseJson.Options);
    }
}
