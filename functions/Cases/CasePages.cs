using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Puts together the page of a case, for its applicant or for an official.</summary>
public sealed class CasePages(CaseStore store, Procedure procedure, OfficialViews officials, PageForms forms)
{
    /// <summary>The page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who looks.</param>
    /// <param name="file">The case.</param>
    /// <param name="answer">A form on it that was not taken; null for none.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult> ShowAsync(HttpRequest request, Caller caller, CaseFile file, FormAnswer? answer, CancellationToken cancellation)
    {
        Circumstances now = await procedure.CircumstancesOfAsync(file, cancellation);
        Timeline timeline = await ReadTimeline.OfAsync(store, file, Language.Of(request), cancellation);
        int status = answer is null ? StatusCodes.Status200OK : Problems.StatusOf(answer.Refusals[0].Code);
        if (await officials.OfAsync(caller, file, cancellation) is not { } official)
        {
            return await Page.ShowAsync<CaseFilePage>(
                request,
                status,
                new PageHead(file.Reference),
                (nameof(CaseFilePage.File), file),
                (nameof(CaseFilePage.Now), now),
                (nameof(CaseFilePage.Timeline), timeline));
        }

        CaseDesk desk = new(
            file, now, official, timeline, caller.MayAct(Role.Officer, file), () => forms.Seal(request.HttpContext), answer);
        return await Page.ShowAsync<OfficialCasePage>(
            request, status, new PageHead($"{file.Form.Name} – {file.Reference}", ShowsDocuments: true), (nameof(OfficialCasePage.Desk), desk));
    }
}
