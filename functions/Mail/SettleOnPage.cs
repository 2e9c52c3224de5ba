using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>Takes what a secretary did about a mail, from its page.</summary>
public sealed class SettleOnPage(SecretaryDesk desk, PageForms forms)
{
    [Function(nameof(SettleOnPage))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "secretariat/mail/{mailKey}")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        (SentForm? sent, string? refused) = await forms.ReadAsync(request, cancellation);
        if (sent is null)
        {
            return await Page.ProblemAsync(request, refused!, PageForms.ContentType);
        }

        (WaitingMail? settled, Refusal? refusal) = await desk.SettleAsync(sent.Caller, mailKey, sent.Fields["note"], cancellation);
        if (settled is not null)
        {
            request.HttpContext.Response.Headers.Location = $"/secretariat?lang={Language.Of(request).Name}";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }

        (WaitingMail? mail, _) = await desk.FindAsync(sent.Caller, mailKey, cancellation);
        return mail is null || refusal!.Code == RequestCodes.MailSettled
            ? await Page.ProblemAsync(request, refusal!.Code)
            : await SecretariatMailPage.ShowAsync(
                request, Problems.StatusOf(refusal.Code), mail, forms.Seal(request.HttpContext), new FormAnswer("settlement", [refusal], sent.Fields));
    }
}
