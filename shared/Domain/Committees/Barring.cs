using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Committees;

/// <summary>Who cannot act in a case any more, or for a seat of its session.</summary>
internal static class Barring
{
    /// <summary>
    /// Whether somebody acts in no session of the case any more, whatever the seat: they declared a conflict of interest in one
    /// of them, or voted before the decision that is appealed against.
    /// </summary>
    public static bool FromCase(CaseFile file, string mailbox) =>
        Sitting.HasConflict(file, mailbox)
        || (file.Appeal is not null && file.Sessions.TakeWhile(held => held.Opened.Appeal is null)
            .Any(held => held.HaveVoted.Any(given => Same(given.Mailbox, mailbox))));

    /// <summary>Whether somebody cannot be called to a seat of the session that sits: for their mail, or because they have voted for another.</summary>
    public static bool FromSeat(CaseFile file, string seat, string mailbox) =>
        FromCase(file, mailbox)
        || file.Sessions[^1].Barred.Contains((seat, mailbox.ToLowerInvariant()))
        || file.Sessions[^1].HasVotedBeside(seat, mailbox);

    /// <summary>Whether somebody acts for another seat of the session that sits.</summary>
    public static bool ActsBeside(CaseFile file, string seat, string mailbox) =>
        file.Sessions[^1].Members.Exists(member => member.Seat != seat && Same(member.Mailbox, mailbox));

    /// <summary>The delegations that count in the case: who has an interest in it does not choose who acts in it.</summary>
    public static IReadOnlyList<Delegation> Delegations(CaseFile file, Circumstances now) =>
        [.. now.Delegations.Where(one => !Sitting.HasConflict(file, one.Mailbox))];

    private static bool Same(string? one, string other) => other.Equals(one, StringComparison.OrdinalIgnoreCase);
}
