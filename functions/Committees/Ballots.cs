using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>A ballot that was opened by its link, with the case it is about.</summary>
/// <param name="Ballot">The ballot.</param>
/// <param name="File">The case.</param>
/// <param name="Now">The case's rules, the calendar, the instant.</param>
public sealed record OpenedBallot(Ballot Ballot, CaseFile File, Circumstances Now)
{
    /// <summary>The session that the ballot is for; null if there is none.</summary>
    public Session? Session => File.Sessions.Find(session => session.Number == Ballot.Session);

    /// <summary>The vote that counts for the seat, if it is this person's; else null.</summary>
    public VoteCast? OwnVote => Session is { } session && session.VoteOf(Ballot.Seat) is { } vote && IsSelf(session.Voters.GetValueOrDefault(Ballot.Seat))
        ? vote
        : null;

    /// <summary>Whether the person declared a conflict of interest, in this session or another: the dossier is closed to them.</summary>
    public bool HasConflict => Sitting.HasConflict(File, Ballot.Mailbox);

    /// <summary>Whether this person acts for the seat.</summary>
    public bool Acts => Session?.MemberOf(Ballot.Seat) is { IsVacant: false } member && (member.Mailbox!.Length == 0 || IsSelf(member.Mailbox));

    /// <summary>Whether votes are taken: by the session's own date, for it may have been extended or closed since the link was made.</summary>
    public bool IsOpen => RequestKey.AwaitedBy(File) == new RequestKey(Ask.Votes, Ballot.Session) && !Now.IsPast(Session!.DueOn);

    /// <summary>Why the ballot can no longer be used, by its code; null if it can, or shows the person's own vote.</summary>
    public string? Closed => HasConflict || (OwnVote is not null && !IsOpen) ? null
        : !IsOpen ? RefusalCodes.VoteClosed
        : !Acts ? RefusalCodes.SeatTaken
        : null;

    /// <summary>The ballot of the round that is voted on now.</summary>
    public Ballot Renewed => Ballot with { Round = Session!.Round };

    private bool IsSelf(string? mailbox) => string.Equals(mailbox ?? "", Ballot.Mailbox, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Opens the ballots behind vote links.</summary>
public sealed class Ballots(VoteLinks links, CaseStore store, Procedure procedure)
{
    /// <summary>The ballot, or the code of why there is none.</summary>
    public async Task<(OpenedBallot? Ballot, string? Refused)> OpenAsync(string? link, CancellationToken cancellation)
    {
        (Ballot? ballot, bool expired) = links.Open(link);
        if (ballot is null || await store.FindAsync(ballot.Reference, cancellation) is not { } file)
        {
            return (null, expired ? RequestCodes.LinkExpired : RequestCodes.LinkInvalid);
        }

        // The session may have been extended since the link was made: it is good as long as votes are taken.
        OpenedBallot opened = new(ballot, file, await procedure.CircumstancesOfAsync(file, cancellation));
        return expired && !opened.IsOpen ? (null, RequestCodes.LinkExpired) : (opened, null);
    }

    /// <summary>A ballot as its form carries it.</summary>
    public string Seal(Ballot ballot) => links.Seal(ballot);
}
