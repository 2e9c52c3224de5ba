using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

public sealed class ReadCommitteeMail(SecretaryDesk desk)
{
    [Function(nameof(ReadCommitteeMail))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/committee-mail/{mailKey}")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        (WaitingMail? mail, string? refused) = await desk.FindAsync(await Caller.OfAsync(request.HttpContext), mailKey, cancellation);
        return mail is null ? Problems.Of(request, refused!) : Results.Json(CommitteeMailView.Of(mail), CaseJson.Options);
    }
}
