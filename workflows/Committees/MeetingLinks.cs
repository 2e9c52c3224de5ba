using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>What the link to a meeting stands for: one person in one seat, until an instant.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Mailbox">Address of the person.</param>
/// <param name="ExpiresAt">When the link ends, UTC.</param>
public sealed record MeetingPass(MeetingToHold Meeting, string Seat, string Mailbox, DateTimeOffset ExpiresAt);

/// <summary>The links by which members see the agenda of a meeting, and afterwards its minutes: sealed, so that nobody can make or change one.</summary>
public sealed class MeetingLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    // Minutes are read, and contested, for a while after the meeting.
    private const int DaysAfter = 60;

    private readonly IDataProtector _seal = protection.CreateProtector("Tasdir.MeetingLinks.v1");

    /// <summary>The link of a member.</summary>
    public Uri Create(SiteOptions site, Meeting meeting, string seat, string mailbox, WorkingCalendar calendar)
    {
        DateTimeOffset until = calendar.EndOfDay(meeting.On.AddDays(DaysAfter));
        return site.Page($"/meeting?pass={_seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{meeting.Region}|{meeting.On:yyyyMMdd}|{seat}|{until.ToUnixTimeSeconds()}|{mailbox}"))}");
    }

    /// <summary>Opens a link.</summary>
    /// <returns>What it stands for, or null if it was altered or is not one of ours; and whether its time is over.</returns>
    public (MeetingPass? Pass, bool Expired) Open(string? link)
    {
        try
        {
            string[] parts = _seal.Unprotect(link ?? "").Split('|', 5);
            MeetingPass pass = new(
                new MeetingToHold(parts[0], DateOnly.ParseExact(parts[1], "yyyyMMdd", CultureInfo.InvariantCulture)),
                parts[2],
                parts[4],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
            return (pass, clock.GetUtcNow() >= pass.ExpiresAt);
        }
        catch (CryptographicException)
        {
            return (null, false);
        }
    }
}
