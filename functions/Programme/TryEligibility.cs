using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Programme;

/// <summary>Lets anyone try before filing. Nothing is kept.</summary>
public sealed class TryEligibility(ProgrammeAnswers answers)
{
    [Function(nameof(TryEligibility))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/eligibility")] HttpRequest request, CancellationToken cancellation)
    {
        Body<Trial> body = await JsonBody.ReadAsync<Trial>(request, cancellation);
        if (body.Refused is { } unreadable)
        {
            return Problems.Of(request, [unreadable]);
        }

        Trial trial = body.Value!;
        ProgrammeRules rules = answers.Today;
        Refusal[] refusals =
        [
            .. trial.Scheme is { } code && rules.TryScheme(code) is null ? [new Refusal(RefusalCodes.SchemeUnknown, "scheme", [])] : Array.Empty<Refusal>(),
            .. ProfileRules.Check(trial.Applicant, rules),
            .. PlanRules.Check(trial.Plan, rules),
        ];
        return refusals.Length > 0
            ? Problems.Of(request, refusals)
            : Results.Json(TrialView.Of(trial, rules, answers.Day), CaseJson.Options);
    }
}

/// <summary>What somebody wants to try.</summary>
public sealed record Trial
{
    /// <summary>What they say of themselves; everything may be left out.</summary>
    public required ApplicantProfile Applicant { get; init; }

    /// <summary>Code of the scheme; every scheme if left out.</summary>
    public string? Scheme { get; init; }

    /// <summary>Lines of the plan whose support they want to know.</summary>
    public IReadOnlyList<PlanLine>? Plan { get; init; }
}
