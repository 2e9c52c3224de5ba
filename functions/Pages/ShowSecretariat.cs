using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Functions.Mail;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Pages;

/// <summary>The page with the mail that waits for a committee's secretary.</summary>
public sealed class ShowSecretariat(SecretaryDesk desk)
{
    [Function(nameof(ShowSecretariat))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secretariat")] HttpRequest request, CancellationToken cancellation)
    {
        (IReadOnlyList<WaitingMail>? waiting, string? refused) = await desk.WaitingAsync(await Caller.OfAsync(request.HttpContext), cancellation);
        return waiting is null
            ? await Page.ProblemAsync(request, refused!)
            : await Page.ShowAsync<SecretariatPage>(
                request,
                StatusCodes.Status200OK,
                new PageHead(new Wording(Language.Of(request))["Secretariat_Title"]),
                (nameof(SecretariatPage.Waiting), waiting));
    }
}
