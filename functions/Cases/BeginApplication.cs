using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

public sealed class BeginApplication(CaseChanges changes, Creations creations, TimeProvider clock)
{
    [Function(nameof(BeginApplication))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(Role.Applicant))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (IdempotencyKey.Of(request) is not { } key)
        {
            return Problems.Of(request, RequestCodes.IdempotencyKeyRequired);
        }

        Body<ApplicationForm> body = await JsonBody.ReadAsync<ApplicationForm>(request, cancellation);
        return body.Refused is { } refusal
            ? Problems.Of(request, [refusal])
            : await BeginAsync(request, caller, key, body.Value!, body.Hash, cancellation);
    }

    private async Task<IResult> BeginAsync(
        HttpRequest request, Caller caller, string key, ApplicationForm form, string hash, CancellationToken cancellation)
    {
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        Outcome outcome = Applications.Begin(caller.Id, form, Programmes.Current(today));
        if (outcome.IsRefused)
        {
            return Problems.Of(request, outcome.Refusals);
        }

        string proposed = CaseReference.Create(today.Year, form.Region, RandomNumberGenerator.GetBytes(CaseReference.RandomBytes));
        string? reference = await creations.ClaimAsync(caller.Id, key, hash, proposed, cancellation);
        if (reference is null)
        {
            return Problems.Of(request, RefusalCodes.IdempotencyKeyReused);
        }

        Operation operation = new($"{caller.Id}/{key}", new Actor(caller.Id, Role.Applicant), hash);
        Appended appended = await changes.BeginAsync(reference, operation, outcome, cancellation);
        return CaseRequests.Answer(request, appended, StatusCodes.Status201Created);
    }
}
