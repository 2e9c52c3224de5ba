using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Functions.Cases;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Http;

/// <summary>What a rule is given besides its case.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Now">The case's rules, the calendar, the instant.</param>
public sealed record Asked(Caller Caller, Circumstances Now);

/// <summary>
/// What every request about a case goes through: sign-in, whose case it is, a strict body, one operation id, the rule,
/// the answer. What is not the caller's looks like what is not there.
/// </summary>
public sealed class CaseRequests(CaseStore store, CaseChanges changes, Procedure procedure)
{
    /// <summary>Answers a request that looks at a case.</summary>
    public async Task<IResult> ReadAsync(
        HttpRequest request, string reference, Func<Caller, CaseFile, Task<IResult>> answer, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await FindAsync(reference, cancellation);
        return file is not null && caller.MaySee(file) ? await answer(caller, file) : Problems.Of(request, RequestCodes.NotFound);
    }

    /// <summary>Answers a request that changes a case and has nothing more to say.</summary>
    public Task<IResult> ChangeAsync(
        HttpRequest request, string reference, Role role, Func<CaseFile, Asked, Outcome> rule, CancellationToken cancellation) =>
        ChangeAsync<Nothing>(request, reference, role, (file, _, asked) => rule(file, asked), cancellation);

    /// <summary>Answers a request that changes a case.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reference">The case, as the caller spells it.</param>
    /// <param name="role">The role that does this.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult> ChangeAsync<TBody>(
        HttpRequest request, string reference, Role role, Func<CaseFile, TBody, Asked, Outcome> rule, CancellationToken cancellation)
        where TBody : class
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await FindAsync(reference, cancellation);
        if (file is null || !caller.MaySee(file))
        {
            return Problems.Of(request, RequestCodes.NotFound);
        }

        if (!caller.MayAct(role, file))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (IdempotencyKey.IsMisspelt(request))
        {
            return Problems.Of(request, RequestCodes.IdempotencyKeyRequired);
        }

        Body<TBody> body = await JsonBody.ReadAsync<TBody>(request, cancellation);
        if (body.Refused is { } refusal)
        {
            return Problems.Of(request, [refusal]);
        }

        Operation operation = new(IdempotencyKey.OperationOf(request, caller.Id), new Actor(caller.Id, caller.ActsAs(role, file)), body.Hash);
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        Appended appended = await changes.ChangeAsync(
            file.Reference,
            operation,
            now => rule(now, body.Value!, new Asked(caller, procedure.CircumstancesOf(now, calendar))),
            cancellation);
        return Answer(request, appended, now: appended.File is { } changed ? procedure.CircumstancesOf(changed, calendar) : null);
    }

    /// <summary>The answer to a change: the case as it now is with its ETag, or why not.</summary>
    public static IResult Answer(
        HttpRequest request, Appended appended, int status = StatusCodes.Status200OK, OfficialView? official = null, Circumstances? now = null)
    {
        if (appended.File is not { } file)
        {
            return appended.IsRefused ? Problems.Of(request, appended.Refusals) : Problems.Of(request, RequestCodes.NotFound);
        }

        request.HttpContext.Response.Headers.ETag = ETagOf(file);
        if (status == StatusCodes.Status201Created)
        {
            request.HttpContext.Response.Headers.Location = $"/api/applications/{file.Reference}";
        }

        return Results.Json(CaseView.Of(file, official, now), CaseJson.Options, statusCode: status);
    }

    /// <summary>The ETag of a case: the version that an edit is checked against.</summary>
    public static string ETagOf(CaseFile file) => string.Create(CultureInfo.InvariantCulture, $"\"{file.Sequence}\"");

    /// <summary>A case by its reference as people spell it.</summary>
    public async Task<CaseFile?> FindAsync(string spelt, CancellationToken cancellation) =>
        CaseReference.TryParse(spelt, out string? reference) ? await store.FindAsync(reference, cancellation) : null;
}
