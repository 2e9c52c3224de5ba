using System.Collections.Immutable;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>A seat in a session, and who acts for it now.</summary>
/// <param name="Seat">Code of the seat.</param>
/// <param name="Name">The function; null in logs that were written before compositions were kept.</param>
/// <param name="Weight">Its weight where votes are weighted.</param>
/// <param name="Chair">Whether it chairs.</param>
/// <param name="Mailbox">Address of who acts for the seat: its holder, alternate or delegate; null while it is vacant, empty where the log does not say.</param>
/// <param name="Alternate">Address of who is called if that person cannot act; null if nobody is.</param>
public sealed record Member(string Seat, Text? Name, int Weight, bool Chair, string? Mailbox, string? Alternate)
{
    /// <summary>Whether nobody acts for the seat.</summary>
    public bool IsVacant => Mailbox is null;
}

/// <summary>A member named somebody to act for a period.</summary>
/// <param name="Seat">Code of the seat.</param>
/// <param name="Mailbox">Address of the member who will be away.</param>
/// <param name="Delegate">Address of who acts meanwhile.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="NamedAt">When it was named, UTC: the latest one counts.</param>
public sealed record Delegation(string Seat, string Mailbox, string Delegate, DateOnly From, DateOnly Until, DateTimeOffset NamedAt)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;
}

/// <summary>Who sits for a committee on a day: mandates have dates, and members name who acts while they are away.</summary>
public static class Seating
{
    /// <summary>The members of a committee on a day. Nobody acts for two seats: who acts already goes on before somebody else is called.</summary>
    /// <param name="committee">The committee.</param>
    /// <param name="region">Region of the case.</param>
    /// <param name="day">The day.</param>
    /// <param name="delegations">Delegations of the committee's members.</param>
    /// <param name="barred">Whether somebody cannot act for a seat: for a conflict of interest, because they decided before or because mail does not reach them.</param>
    /// <param name="sitting">The session that sits, whose votes keep their seats; null where one is opened.</param>
    public static ImmutableList<Member> Of(
        Committee committee,
        string region,
        DateOnly day,
        IReadOnlyList<Delegation> delegations,
        Func<string, string, bool> barred,
        Session? sitting = null)
    {
        ImmutableList<Member> seated = [.. (sitting?.Members ?? []).Where(member => sitting!.VoteOf(member.Seat) is { Choice: not VoteChoice.Conflict })];
        List<Seat> left = [.. committee.Seats.Where(seat => !seated.Exists(member => member.Seat == seat.Code))];
        while (left.Count > 0)
        {
            Member next = left.Select(Seated).FirstOrDefault(member => !member.IsVacant && Same(member.Mailbox, sitting?.MemberOf(member.Seat)?.Mailbox))
                ?? Seated(left[0]);
            seated = seated.Add(next);
            left.RemoveAll(seat => seat.Code == next.Seat);
        }

        return seated;

        Member Seated(Seat seat)
        {
            string[] able =
            [
                .. Candidates(seat, region, day, delegations).Distinct(StringComparer.OrdinalIgnoreCase)
                    .Where(one => !barred(seat.Code, one) && !SitsElsewhere(committee, seat, region, day, one, seated)),
            ];
            return new Member(seat.Code, seat.Name, seat.Weight, seat.Chair, able.ElementAtOrDefault(0), able.ElementAtOrDefault(1));
        }
    }

    // Nobody has two votes: who holds another seat, or acts for one already, is not called.
    private static bool SitsElsewhere(Committee committee, Seat seat, string region, DateOnly day, string mailbox, IEnumerable<Member> seated) =>
        seated.Any(member => Same(member.Mailbox, mailbox))
        || committee.Seats.Any(other => other.Code != seat.Code && Same(other.MandateOn(region, day)?.Mailbox, mailbox));

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // Whoever is away is not called as their own alternate; a seat whose mandates have all ended is vacant.
    private static IEnumerable<string> Candidates(Seat seat, string region, DateOnly day, IReadOnlyList<Delegation> delegations)
    {
        if (seat.MandateOn(region, day) is not { } mandate)
        {
            return [];
        }

        Delegation? away = delegations
            .Where(one => one.Seat == seat.Code && one.HoldsOn(day) && one.Mailbox.Equals(mandate.Mailbox, StringComparison.OrdinalIgnoreCase))
            .MaxBy(one => one.NamedAt);
        return [away?.Delegate ?? mandate.Mailbox, mandate.Alternate];
    }
}
