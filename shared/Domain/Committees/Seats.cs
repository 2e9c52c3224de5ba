using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>The seats of a case's present session, as letters and pages name them.</summary>
public static class Seats
{
    /// <summary>A seat, and who acts for it. Where the log does not say, whoever holds it by the rules of the case.</summary>
    /// <exception cref="InvalidOperationException">The session has no such seat.</exception>
    public static Member Of(CaseFile file, string seat, Circumstances now)
    {
        Member member = file.Sessions[^1].MemberOf(seat) ?? throw new InvalidOperationException($"{file.Reference}: no seat {seat}.");
        Seat? ruled = now.Rules.Committees.TrySeat(file.Region, seat);
        return member with { Name = NameOf(member, file.Region, now), Mailbox = member.Mailbox is { Length: 0 } ? ruled?.MailboxIn(file.Region) : member.Mailbox };
    }

    /// <summary>The name of a seat.</summary>
    public static Text NameOf(Member member, string region, Circumstances now) =>
        member.Name ?? now.Rules.Committees.TrySeat(region, member.Seat)?.Name ?? new Text(member.Seat, member.Seat);
}
