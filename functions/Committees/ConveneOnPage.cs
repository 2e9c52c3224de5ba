using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>Convenes a committee to a meeting over all its open cases, from its secretary's page.</summary>
public sealed class ConveneOnPage(Convening convening, PageForms forms, SecretariatPages pages)
{
    [Function(nameof(ConveneOnPage))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "secretariat/meetings")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        (SentForm? sent, string? unread) = await forms.ReadAsync(request, cancellation);
        if (sent is null)
        {
            return await Page.ProblemAsync(request, unread!, PageForms.ContentType);
        }

        if (sent.Caller.SecretaryOf is not { } region)
        {
            return await Page.ProblemAsync(request, RequestCodes.RoleMissing);
        }

        (Meeting? convened, Refusal? refused) = CaseForms.DateOf(sent.Fields, "on") is { } on
            ? await convening.ConveneAsync(region, on, sent.Caller.Id, chosen: null, client, cancellation)
            : (null, CaseForms.CheckDate(sent.Fields, "on")?.Refusals[0] ?? new Refusal(RefusalCodes.FieldRequired, "on"));
        if (convened is null)
        {
            return await pages.ShowAsync(request, sent.Caller, new FormAnswer(SecretariatPages.Convening, [refused!], sent.Fields), cancellation);
        }

        request.HttpContext.Response.Headers.Location = $"/secretariat?lang={Language.Of(request).Name}#meetings";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
