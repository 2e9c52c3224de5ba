using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>What a vote link stands for: one seat, one case, one session, until an instant.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Session">The session.</param>
/// <param name="Seat">The seat.</param>
/// <param name="ExpiresAt">When the link ends, UTC.</param>
public sealed record Ballot(string Reference, int Session, string Seat, DateTimeOffset ExpiresAt);

/// <summary>The links by which members vote: sealed, so that nobody can make or change one.</summary>
public sealed class VoteLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Tasdir.VoteLinks.v1");

    /// <summary>The link of a seat, good until the session is over.</summary>
    public Uri Create(SiteOptions site, CaseFile file, Session session, Seat seat, WorkingCalendar calendar)
    {
        string ballot = string.Create(
            CultureInfo.InvariantCulture, $"{file.Reference}|{session.Number}|{seat.Code}|{calendar.EndOfDay(session.DueOn).ToUnixTimeSeconds()}");
        return site.Page($"/vote?ballot={_seal.Protect(ballot)}");
    }

    /// <summary>Opens a link.</summary>
    /// <returns>The ballot, or null if the link was altered or is not one of ours; and whether its time is over.</returns>
    public (Ballot? Ballot, bool Expired) Open(string? link)
    {
        try
        {
            string[] parts = _seal.Unprotect(link ?? "").Split('|');
            Ballot ballot = new(
                parts[0],
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                parts[2],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
            return (ballot, clock.GetUtcNow() >= ballot.ExpiresAt);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }
}
