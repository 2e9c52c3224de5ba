using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>What a link to the page of absences stands for: one person in one seat of one committee, until an instant.</summary>
/// <param name="Committee">Region of the committee, or that of the national one.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Mailbox">Address of the person.</param>
/// <param name="ExpiresAt">When the link ends, UTC.</param>
public sealed record AbsencePass(string Committee, string Seat, string Mailbox, DateTimeOffset ExpiresAt);

/// <summary>The links by which members say that they will be away: sealed, so that nobody can make or change one.</summary>
public sealed class AbsencePasses(IDataProtectionProvider protection, TimeProvider clock)
{
    // Members are written to whenever a case comes before them, and so have a fresh one.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(90);

    private readonly IDataProtector _seal = protection.CreateProtector("Tasdir.AbsencePasses.v1");

    /// <summary>The link for whoever acts for a seat of a case's session; null unless they hold the seat.</summary>
    public Uri? Create(SiteOptions site, CaseFile file, Session session, Member seat, Circumstances now)
    {
        bool national = session.Level == CommitteeLevel.National;
        Committee committee = national ? now.Committees.National : now.Committees.Of(file.Region);
        return committee.Seats.FirstOrDefault(one => one.Code == seat.Seat) is { } held
            && seat.Mailbox is { } mailbox
            && Absences.HeldBy(held, file.Region, mailbox, now.Today) is not null
            ? Create(site, national ? Meetings.WholeCountry : file.Region, seat.Seat, mailbox)
            : null;
    }

    /// <summary>The link of somebody in a seat.</summary>
    public Uri Create(SiteOptions site, string committee, string seat, string mailbox) =>
        site.Page($"/absence?pass={Seal(new AbsencePass(committee, seat, mailbox, clock.GetUtcNow() + s_lifetime))}");

    /// <summary>A pass as links and forms carry it.</summary>
    public string Seal(AbsencePass pass) => _seal.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{pass.Committee}|{pass.Seat}|{pass.ExpiresAt.ToUnixTimeSeconds()}|{pass.Mailbox}"));

    /// <summary>Opens a link.</summary>
    /// <returns>The pass, or null if the link was altered or is not one of ours; and whether its time is over.</returns>
    public (AbsencePass? Pass, bool Expired) Open(string? link)
    {
        try
        {
            string[] parts = _seal.Unprotect(link ?? "").Split('|', 4);
            AbsencePass pass = new(parts[0], parts[1], parts[3], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
            return (pass, clock.GetUtcNow() >= pass.ExpiresAt);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }
}
