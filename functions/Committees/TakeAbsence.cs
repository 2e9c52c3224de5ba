using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>Takes a member's absence, or its early end, from the form on the page behind their link.</summary>
public sealed class TakeAbsence(AbsenceDesk desk)
{
    [Function(nameof(TakeAbsence))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "absence")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        (IFormCollection? form, string? unread) = await LinkForm.ReadAsync(request, cancellation);
        if (form is null)
        {
            return await Page.ProblemAsync(request, unread!, LinkForm.ContentType);
        }

        (AbsentMember? member, string? refused) = await desk.OpenAsync(form["pass"], cancellation);
        if (refused is not null)
        {
            return await Page.ProblemAsync(request, refused);
        }

        return form["end"] is [{ Length: > 0 } ended]
            ? await EndAsync(request, member!, ended, client, cancellation)
            : await RecordAsync(request, form, member!, client, cancellation);
    }

    private async Task<IResult> RecordAsync(
        HttpRequest request, IFormCollection form, AbsentMember member, DurableTaskClient client, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(form[PageForms.OperationField], "N", out Guid operation))
        {
            return await Page.ProblemAsync(request, RequestCodes.RequestMalformed);
        }

        (DateOnly? from, DateOnly? until) = (CaseForms.DateOf(form, "from"), CaseForms.DateOf(form, "until"));
        string substitute = form["who"] == "other" ? form["delegate"].ToString().Trim() : member.Mandate.Alternate;
        IReadOnlyList<Refusal> wrong = Absences.Check(member.Mandate, substitute, from, until, member.Today);
        return wrong.Count > 0
            ? await AbsencePage.ShowAsync(request, member, desk.Seal(member.Pass), wrong, form)
            : await TellAsync(
                request, member, await desk.RecordAsync(member, $"{operation:N}", substitute, from!.Value, until!.Value, cancellation), client, cancellation);
    }

    private async Task<IResult> EndAsync(HttpRequest request, AbsentMember member, string id, DurableTaskClient client, CancellationToken cancellation) =>
        await desk.EndAsync(member, id, cancellation) is { } ended
            ? await TellAsync(request, member, ended, client, cancellation)
            : await Page.ProblemAsync(request, RequestCodes.NotFound);

    // It is recorded; who sends the form again, because this broke off, has what follows started again.
    private async Task<IResult> TellAsync(
        HttpRequest request, AbsentMember member, AbsenceToTell absence, DurableTaskClient client, CancellationToken cancellation)
    {
        await client.StartOnceAsync(nameof(AbsenceNotice), Keys.AbsenceNotice(absence.Id, absence.IsEnded), absence, cancellation);
        return await AbsencePage.ShowAsync(
            request, await desk.RereadAsync(member, cancellation), desk.Seal(member.Pass), refusals: [], said: null, done: true);
    }
}
