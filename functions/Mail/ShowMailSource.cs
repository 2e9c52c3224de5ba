using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>A mail as it came, where the secretary's page leads.</summary>
public sealed class ShowMailSource(SecretaryDesk desk)
{
    [Function(nameof(ShowMailSource))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secretariat/mail/{mailKey}/source")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        (WaitingMail? mail, string? refused) = await desk.FindAsync(await Caller.OfAsync(request.HttpContext), mailKey, cancellation);
        return mail is not null && await desk.SourceAsync(mail, cancellation) is { } source
            ? ReadCommitteeMailSource.Serve(request, mailKey, source)
            : await Page.ProblemAsync(request, refused ?? RequestCodes.NotFound);
    }
}
