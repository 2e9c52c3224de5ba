using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>
/// What every form on the page of a case goes through: sign-in and token, whose case it is, the rule. A form that was taken
/// leads back to the page, where the next thing to do is; one that was not is shown again with what is wrong beside it.
/// </summary>
public sealed class CaseForms(CaseRequests cases, CaseChanges changes, Procedure procedure, PageForms forms, CasePages pages)
{
    private static readonly string[] s_dates = ["yyyy-MM-dd", "d/M/yyyy"];

    /// <summary>Takes a form of an officer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reference">The case, as the address spells it.</param>
    /// <param name="element">Id of the form on the page, by what was filled in.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult> TakeAsync(
        HttpRequest request,
        string reference,
        Func<IFormCollection, string> element,
        Func<CaseFile, IFormCollection, Asked, Outcome> rule,
        CancellationToken cancellation)
    {
        (SentForm? sent, string? refused) = await forms.ReadAsync(request, cancellation);
        if (sent is null)
        {
            return await Page.ProblemAsync(request, refused!, PageForms.ContentType);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        if (file is null || !sent.Caller.MaySee(file))
        {
            return await Page.ProblemAsync(request, RequestCodes.NotFound);
        }

        if (!sent.Caller.MayAct(Role.Officer, file))
        {
            return await Page.ProblemAsync(request, RequestCodes.RoleMissing);
        }

        Operation operation = new(sent.Operation, new Actor(sent.Caller.Id, Role.Officer), sent.Hash);
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        Appended appended = await changes.ChangeAsync(
            file.Reference,
            operation,
            now => rule(now, sent.Fields, new Asked(sent.Caller, procedure.CircumstancesOf(now, calendar))),
            cancellation);
        return appended.File is { } changed
            ? SeeOther(request, changed, CaseDesk.NextOf(changed, procedure.CircumstancesOf(changed, calendar)))
            : await pages.ShowAsync(request, sent.Caller, file, new FormAnswer(element(sent.Fields), appended.Refusals, sent.Fields), cancellation);
    }

    /// <summary>A date as the browser's date field sends it, or as people write it where there is none; null if there is no date.</summary>
    public static DateOnly? DateOf(IFormCollection fields, string name) =>
        DateOnly.TryParseExact(fields[name].ToString().Trim(), s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    /// <summary>A refusal if something was written in a date's field that is no date; else null.</summary>
    public static Outcome? CheckDate(IFormCollection fields, string name) =>
        DateOf(fields, name) is null && !string.IsNullOrWhiteSpace(fields[name]) ? Outcome.Refuse(RequestCodes.JsonField, name) : null;

    private static IResult SeeOther(HttpRequest request, CaseFile file, string anchor)
    {
        request.HttpContext.Response.Headers.Location = $"/applications/{file.Reference}?lang={Language.Of(request).Name}#{anchor}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
