using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;

namespace Tasdir.Functions.Http;

/// <summary>Who calls, as the sign-in says.</summary>
/// <param name="Id">Subject.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Roles">What the person is in the programme.</param>
/// <param name="Region">The person's region, <c>01</c> to <c>12</c>; <c>00</c> for the whole country; null for applicants from anywhere.</param>
public sealed record Caller(string Id, string Name, IReadOnlySet<Role> Roles, string? Region)
{
    /// <summary>The region of those who work for the whole country.</summary>
    public const string WholeCountry = Meetings.WholeCountry;

    /// <summary>Roles that see every region.</summary>
    private static readonly Role[] s_national = [Role.ProgrammeOffice, Role.Operator];

    private static readonly Dictionary<string, Role> s_roles = new(StringComparer.Ordinal)
    {
        ["applicant"] = Role.Applicant,
        ["agent"] = Role.Agent,
        ["officer"] = Role.Officer,
        ["secretary"] = Role.Secretary,
        ["preparer"] = Role.Preparer,
        ["verifier"] = Role.Verifier,
        ["authoriser"] = Role.Authoriser,
        ["accountant"] = Role.Accountant,
        ["programme-office"] = Role.ProgrammeOffice,
        ["operator"] = Role.Operator,
    };

    /// <summary>Whether the person is the secretary of a committee: of a region's, or of the national one for <see cref="WholeCountry"/>.</summary>
    public bool IsSecretaryOf(string region) => SecretaryOf == region;

    /// <summary>Region of the committee whose secretary the person is, <see cref="WholeCountry"/> for the national one; null for none.</summary>
    public string? SecretaryOf => Roles.Contains(Role.Secretary) ? Region : null;

    /// <summary>Whether the person works for the administration.</summary>
    public bool IsOfficial => Roles.Any(role => role is not (Role.Applicant or Role.Agent));

    /// <summary>Whether a region's cases are the person's business.</summary>
    public bool Covers(string region) => Roles.Overlaps(s_national) || IsSecretaryOf(WholeCountry) || (IsOfficial && Region == region);

    /// <summary>Whether a case is the person's business, to look at.</summary>
    public bool MaySee(CaseFile file) => IsTheApplicantOf(file) || Assists(file) || (file.State != CaseState.Draft && Covers(file.Region));

    /// <summary>Whether the person acts on a case in a role: an applicant on their own, an official on those of their region, the programme's office on all.</summary>
    public bool MayAct(Role role, CaseFile file) =>
        role == Role.Applicant
            ? IsTheApplicantOf(file) || Assists(file)
            : Roles.Contains(role) && (Region == file.Region || s_national.Contains(role)) && file.State != CaseState.Draft;

    /// <summary>The role that an act stands under in the log: what an agent does in an applicant's place is marked as the agent's.</summary>
    public Role ActsAs(Role role, CaseFile file) => role == Role.Applicant && !IsTheApplicantOf(file) ? Role.Agent : role;

    /// <summary>Whose applications the person's own list is: those of a region that are filed with assistance, for an agent.</summary>
    public string? ListsApplicationsOf => Roles.Contains(Role.Applicant) ? Id
        : Roles.Contains(Role.Agent) && Region is { } region ? Applications.AssistedIn(region)
        : null;

    // A consent is given to the region's agents: one may go on where another began.
    private bool Assists(CaseFile file) => file.Consent is not null && Roles.Contains(Role.Agent) && Region == file.Region;

    private bool IsTheApplicantOf(CaseFile file) => Roles.Contains(Role.Applicant) && file.Applicant == Id;

    /// <summary>Who calls, or null if the request is not signed in.</summary>
    public static async Task<Caller?> OfAsync(HttpContext context)
    {
        AuthenticateResult result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded || result.Principal.FindFirstValue("sub") is not [_, ..] subject)
        {
            return null;
        }

        // Whom the tokens of forms are made for.
        context.User = result.Principal;
        return new Caller(
            subject,
            result.Principal.FindFirstValue("name") ?? subject,
            result.Principal.FindAll("roles").Where(claim => s_roles.ContainsKey(claim.Value)).Select(claim => s_roles[claim.Value]).ToHashSet(),
            result.Principal.FindFirstValue("region"));
    }
}
