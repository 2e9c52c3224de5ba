using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>The page of one mail that waits for a committee's secretary, with the form to settle it.</summary>
public sealed class ShowSecretariatMail(SecretaryDesk desk, PageForms forms)
{
    [Function(nameof(ShowSecretariatMail))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secretariat/mail/{mailKey}")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        (WaitingMail? mail, string? refused) = await desk.FindAsync(await Caller.OfAsync(request.HttpContext), mailKey, cancellation);
        return mail is null
            ? await Page.ProblemAsync(request, refused!)
            : await SecretariatMailPage.ShowAsync(request, StatusCodes.Status200OK, mail, forms.Seal(request.HttpContext), answer: null);
    }
}
