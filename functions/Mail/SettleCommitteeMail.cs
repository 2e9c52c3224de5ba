using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>What a secretary did about a mail.</summary>
public sealed record SettlementBody(string? Note = null);

public sealed class SettleCommitteeMail(SecretaryDesk desk)
{
    [Function(nameof(SettleCommitteeMail))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/committee-mail/{mailKey}/settlement")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        Caller? caller = await Caller.OfAsync(request.HttpContext);
        (_, string? refused) = await desk.FindAsync(caller, mailKey, cancellation);
        if (refused is not null)
        {
            return Problems.Of(request, refused);
        }

        Body<SettlementBody> body = await JsonBody.ReadAsync<SettlementBody>(request, cancellation);
        if (body.Refused is { } unread)
        {
            return Problems.Of(request, [unread]);
        }

        (WaitingMail? mail, Refusal? refusal) = await desk.SettleAsync(caller, mailKey, body.Value!.Note, cancellation);
        return mail is null ? Problems.Of(request, [refusal!]) : Results.Json(CommitteeMailView.Of(mail), CaseJson.Options);
    }
}
