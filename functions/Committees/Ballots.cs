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

    /// <summary>Whether the seat has voted in the session.</summary>
    public bool HasVoted => Session?.Votes.Exists(vote => vote.Seat == Ballot.Seat) == true;

    /// <summary>Whether votes are taken: by the session's own date, for it may have been extended or closed since the link was made.</summary>
    public bool IsOpen => RequestKey.AwaitedBy(File) == new RequestKey(Ask.Votes, Ballot.Session) && !Now.IsPast(Session!.DueOn);
}

/// <summary>Opens the ballots behind vote links.</summary>
public sealed class Ballots(VoteLinks links, CaseStore store, Procedure procedure)
{
    /// <summary>The ballot, or the code of why there is none.</summary>
    public async Task<(OpenedBallot? Ballot, string? Refused)> OpenAsync(string? link, CancellationToken cancellation)
    {
        (Ballot? ballot, bool expired) = links.Open(link);
        CaseFile? file = ballot is null || expired ? null : await store.FindAsync(ballot.Reference, cancellation);
        return expired ? (null, RequestCodes.LinkExpired)
            : file is null ? (null, RequestCodes.LinkInvalid)
            : (new OpenedBallot(ballot!, file, await procedure.CircumstancesOfAsync(file, cancellation)), null);
    }
}
