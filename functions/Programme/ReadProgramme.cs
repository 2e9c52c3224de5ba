using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Programme;

namespace Tasdir.Functions.Programme;

public sealed class ReadProgramme(ProgrammeAnswers answers)
{
    [Function(nameof(ReadProgramme))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme")] HttpRequest request) =>
        answers.Of(request, rules => new ProgrammeView(
            rules.Version,
            rules.EffectiveFrom,
            rules.Basis,
            rules.Applicants,
            rules.Sizes,
            rules.Activities,
            rules.Products,
            rules.Measures,
            rules.Deadlines.All,
            [.. Programmes.All.Select(version => new VersionView(version.Version, version.EffectiveFrom, version.Basis))]));
}

/// <summary>The programme as a whole: its versions, and what the other answers name by code.</summary>
public sealed record ProgrammeView(
    string Version,
    DateOnly From,
    string Basis,
    IReadOnlyList<ApplicantRules> Applicants,
    IReadOnlyList<SizeClass> Sizes,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<ProductFamily> Products,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Deadline> Deadlines,
    IReadOnlyList<VersionView> Versions);

/// <summary>A version of the rules.</summary>
public sealed record VersionView(string Name, DateOnly From, string Basis);
