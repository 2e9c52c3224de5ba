using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>What a vote link stands for: one person in one seat, one case, one round of one session, until an instant.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Session">The session.</param>
/// <param name="Round">The round of the session.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Mailbox">Address of the person; empty in logs that do not keep it.</param>
/// <param name="ExpiresAt">When the link ends, UTC; later if the session goes on longer than it was to when the link was made.</param>
public sealed record Ballot(string Reference, int Session, int Round, string Seat, string Mailbox, DateTimeOffset ExpiresAt)
{
    /// <summary>Who gives what is sent with it.</summary>
    public GivenBy By => new(Mailbox, Round);
}

/// <summary>The links by which members vote: sealed, so that nobody can make or change one.</summary>
public sealed class VoteLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Tasdir.VoteLinks.v2");

    /// <summary>The link of who acts for a seat, good until the session is over.</summary>
    public Uri Create(SiteOptions site, CaseFile file, Session session, Member seat, WorkingCalendar calendar) =>
        site.Page($"/vote?ballot={Seal(new Ballot(file.Reference, session.Number, session.Round, seat.Seat, seat.Mailbox ?? "", calendar.EndOfDay(session.DueOn)))}");

    /// <summary>A ballot as links and forms carry it.</summary>
    public string Seal(Ballot ballot) => _seal.Protect(string.Create(
        CultureInfo.InvariantCulture,
        $"{ballot.Reference}|{ballot.Session}|{ballot.Round}|{ballot.Seat}|{ballot.ExpiresAt.ToUnixTimeSeconds()}|{ballot.Mailbox}"));

    /// <summary>Opens a link.</summary>
    /// <returns>The ballot, or null if the link was altered or is not one of ours; and whether the time is over that it was made for.</returns>
    public (Ballot? Ballot, bool Expired) Open(string? link)
    {
        try
        {
            string[] parts = _seal.Unprotect(link ?? "").Split('|', 6);
            Ballot ballot = new(
                parts[0],
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture),
                parts[3],
                parts[5],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[4], CultureInfo.InvariantCulture)));
            return (ballot, clock.GetUtcNow() >= ballot.ExpiresAt);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }
}
