using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Functions.Programme;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>Another case of the same enterprise.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Scheme">Code of the scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Granted">What is granted, or was paid of it, MAD; null while nothing is.</param>
public sealed record SameEnterpriseCase(string Reference, string Scheme, CaseState State, Money? Granted);

/// <summary>What an official sees of a case beyond what its applicant sees.</summary>
/// <param name="SameEnterprise">Other cases of the same enterprise, of the regions that are the official's business.</param>
/// <param name="Support">How the amount of the last session came about; null before there is one.</param>
public sealed record OfficialView(IReadOnlyList<SameEnterpriseCase> SameEnterprise, SupportView? Support);

/// <summary>Looks up what only officials see.</summary>
public sealed class OfficialViews(Enterprises enterprises, Procedure procedure)
{
    /// <summary>What the caller sees of a case as an official; null for its applicant and for who filed in the applicant's place.</summary>
    public async Task<OfficialView?> OfAsync(Caller caller, CaseFile file, CancellationToken cancellation)
    {
        if (caller.Id == file.Applicant || file.Agents.Contains(caller.Id) || !caller.Covers(file.Region))
        {
            return null;
        }

        IReadOnlyList<EnterpriseCase> others = await enterprises.OthersOfAsync(file, cancellation);
        return new OfficialView(
            [
                .. others.Where(other => caller.Covers(other.Region))
                    .Select(other => new SameEnterpriseCase(other.Reference, other.Scheme, other.State, other.Granted)),
            ],
            SupportOf(file, procedure.RulesOf(file)));
    }

    private static SupportView? SupportOf(CaseFile file, ProgrammeRules rules) => file.Sessions.LastOrDefault() is { } session
        ? SupportView.Of(Support.Of(file, rules, session.PriorAid), rules.Scheme(file.Form.Scheme!), rules)
        : null;
}
