using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Begins an application, by its applicant or by an agent: the same request again finds the draft that the first one made.</summary>
public sealed class Beginning(CaseChanges changes, Creations creations, TimeProvider clock)
{
    /// <summary>Begins it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="role">Who may.</param>
    /// <param name="rule">The region of the draft, and its first fact or why not.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IResult> BeginAsync<TBody>(
        HttpRequest request, Role role, Func<Caller, TBody, Circumstances, (string Region, Outcome Outcome)> rule, CancellationToken cancellation)
        where TBody : class
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(role))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (IdempotencyKey.Of(request) is not { } key)
        {
            return Problems.Of(request, RequestCodes.IdempotencyKeyRequired);
        }

        Body<TBody> body = await JsonBody.ReadAsync<TBody>(request, cancellation);
        if (body.Refused is { } refusal)
        {
            return Problems.Of(request, [refusal]);
        }

        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = WorkingCalendar.Default.DateOf(now);
        (string region, Outcome outcome) = rule(caller, body.Value!, new Circumstances(Programmes.Current(today), WorkingCalendar.Default, now));
        return outcome.IsRefused
            ? Problems.Of(request, outcome.Refusals)
            : await BeginAsync(request, new Actor(caller.Id, role), key, body.Hash, (region, today.Year, outcome), cancellation);
    }

    private async Task<IResult> BeginAsync(
        HttpRequest request, Actor actor, string key, string hash, (string Region, int Year, Outcome Outcome) draft, CancellationToken cancellation)
    {
        string proposed = CaseReference.Create(draft.Year, draft.Region, RandomNumberGenerator.GetBytes(CaseReference.RandomBytes));
        string? reference = await creations.ClaimAsync(actor.Id, key, hash, proposed, cancellation);
        if (reference is null)
        {
            return Problems.Of(request, RefusalCodes.IdempotencyKeyReused);
        }

        Operation operation = new($"{actor.Id}/{key}", actor, hash);
        Appended appended = await changes.BeginAsync(reference, operation, draft.Outcome, cancellation);
        return CaseRequests.Answer(request, appended, StatusCodes.Status201Created);
    }
}
