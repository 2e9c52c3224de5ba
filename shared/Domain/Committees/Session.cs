using System.Collections.Immutable;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>One session of a committee on one case.</summary>
/// <param name="Opened">The fact of its opening.</param>
public sealed record Session(ReviewOpened Opened)
{
    /// <summary>From 1.</summary>
    public int Number => Opened.Session;

    /// <summary>Which committee.</summary>
    public CommitteeLevel Level => Opened.Level;

    /// <summary>How votes are counted.</summary>
    public VotingRules Voting => Opened.Voting ?? VotingRules.Plain;

    /// <summary>The seats, in the order of the composition, and who acts for each now.</summary>
    public ImmutableList<Member> Members { get; init; } =
        [.. Opened.Members ?? [.. Opened.Seats.Select(seat => new Member(seat, null, 1, seat == Opened.Chair, "", null))]];

    /// <summary>Who cannot act for a seat any more, for a conflict of interest or because mail does not reach them.</summary>
    public ImmutableHashSet<(string Seat, string Mailbox)> Barred { get; init; } = [];

    /// <summary>Which dossier is voted on, from 1: each change to it voids the votes and opens the next round.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The meeting on whose agenda the case is; null while it is voted on by written procedure.</summary>
    public string? Meeting { get; init; }

    /// <summary>Every meeting on whose agenda it was, those that did not decide it too.</summary>
    public ImmutableList<string> Meetings { get; init; } = [];

    /// <summary>The meetings at which it was treated, with the hash of their minutes.</summary>
    public ImmutableList<MinutesSealed> Minutes { get; init; } = [];

    /// <summary>Until when votes are taken, extensions included.</summary>
    public DateOnly DueOn { get; init; } = Opened.DueOn;

    /// <summary>When the time to vote began: at the opening, or at the last extension, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How often the session was extended.</summary>
    public int Extensions { get; init; }

    /// <summary>The vote of each seat that has one, in the order in which they came.</summary>
    public ImmutableList<VoteCast> Votes { get; init; } = [];

    /// <summary>Address of who cast the vote of a seat, by seat.</summary>
    public ImmutableSortedDictionary<string, string> Voters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Everybody who has voted, lower-case, and for which seat: those too whose votes became void. Nobody votes for two.</summary>
    public ImmutableHashSet<(string Seat, string Mailbox)> HaveVoted { get; init; } = [];

    /// <summary>When the vote of a seat was given, by seat, UTC: one by mail when the mail came, which may be long before it is in the log.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> GivenAt { get; init; } = ImmutableSortedDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The scores of each seat that gave some, by seat.</summary>
    public ImmutableSortedDictionary<string, IReadOnlyList<CriterionScore>> Scores { get; init; } =
        ImmutableSortedDictionary<string, IReadOnlyList<CriterionScore>>.Empty;

    /// <summary>The talk over scores that are too far apart; null if there was none in this round.</summary>
    public ModerationOpened? Moderation { get; init; }

    /// <summary>Who declared a conflict of interest, and for which seat.</summary>
    public ImmutableList<(string Seat, string Mailbox)> Conflicts { get; init; } = [];

    /// <summary>Whether scores are too far apart still.</summary>
    public bool IsInModeration => Moderation is { } opened && ScoreRange is var (lowest, highest) && highest - lowest > opened.Gap;

    /// <summary>The decision, once there is one.</summary>
    public SupportDecided? Decision { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was referred to the national committee; null if not.</summary>
    public Undecided? Referred { get; init; }

    /// <summary>The applicant's answer to a deferral's question.</summary>
    public string? Answer { get; init; }

    /// <summary>The most that the rules let the committee grant, MAD.</summary>
    public Money Amount => Opened.Amount;

    /// <summary>What of the enterprise's other cases counted: at the decision if that took something off, else at the opening; null if nothing.</summary>
    public IReadOnlyList<PriorAid>? PriorAid => Decision?.PriorAid ?? Opened.PriorAid;

    /// <summary>Whether somebody has voted for another seat: nobody has two votes.</summary>
    public bool HasVotedBeside(string seat, string mailbox) =>
        HaveVoted.Any(given => given.Seat != seat && given.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase));

    /// <summary>Seats whose vote is still awaited.</summary>
    public IEnumerable<string> SeatsToVote => Members.Where(member => !member.IsVacant && VoteOf(member.Seat) is null).Select(member => member.Seat);

    /// <summary>A seat of the session, or null.</summary>
    public Member? MemberOf(string seat) => Members.Find(member => member.Seat == seat);

    /// <summary>The vote of a seat, or null.</summary>
    public VoteCast? VoteOf(string seat) => Votes.Find(vote => vote.Seat == seat);

    /// <summary>The total that a seat gave, of 100; null if it gave none.</summary>
    public int? ScoreOf(string seat) => Scores.TryGetValue(seat, out IReadOnlyList<CriterionScore>? scores) ? scores.Sum(score => score.Points) : null;

    /// <summary>The lowest and the highest total given; null if nobody scored.</summary>
    public (int Lowest, int Highest)? ScoreRange
    {
        get
        {
            int[] totals = [.. Scores.Keys.Select(seat => ScoreOf(seat)!.Value)];
            return totals.Length == 0 ? null : (totals.Min(), totals.Max());
        }
    }

    /// <summary>The mean of the totals given, of 100; null if nobody scored.</summary>
    public decimal? MeanScore => Scores.Count == 0 ? null : (decimal)Scores.Keys.Sum(seat => ScoreOf(seat)!.Value) / Scores.Count;

    /// <summary>The session after a fact about it.</summary>
    public Session After(VoteCast vote, DateTimeOffset at)
    {
        string voter = MemberOf(vote.Seat)?.Mailbox ?? "";
        bool isConflict = vote.Choice == VoteChoice.Conflict;
        return this with
        {
            GivenAt = GivenAt.SetItem(vote.Seat, at),
            Votes = Votes.RemoveAll(earlier => earlier.Seat == vote.Seat).Add(vote),
            Voters = voter.Length > 0 ? Voters.SetItem(vote.Seat, voter) : Voters,
            HaveVoted = voter.Length > 0 && !isConflict ? HaveVoted.Add((vote.Seat, voter.ToLowerInvariant())) : HaveVoted,
            // What somebody with an interest thought of the case counts no more.
            Scores = isConflict ? Scores.Remove(vote.Seat) : Scores,
            Conflicts = isConflict ? Conflicts.Add((vote.Seat, voter)) : Conflicts,
        };
    }

    /// <summary>The session after an answer by mail. That of a vote stands behind the vote that it brought, or says what the vote says that is there.</summary>
    public Session After(ReplyTaken reply) => reply is { Choice: not null, RefusedCode: null, ReceivedAt: { } at } && GivenAt.ContainsKey(reply.Seat)
        ? this with { GivenAt = GivenAt.SetItem(reply.Seat, at) }
        : this;

    /// <summary>The session after somebody else was called to a seat. A conflict makes room for the other's vote; a vote that was cast stays.</summary>
    public Session After(MemberCalled called)
    {
        Member before = MemberOf(called.Seat)!;
        return this with
        {
            Members = Members.Replace(before, before with { Mailbox = called.Mailbox, Alternate = called.Alternate }),
            Barred = called.Why is CallReason.Conflict or CallReason.Undeliverable && before.Mailbox is { } barred
                ? Barred.Add((called.Seat, barred.ToLowerInvariant()))
                : Barred,
            Votes = Votes.RemoveAll(vote => vote.Seat == called.Seat && vote.Choice == VoteChoice.Conflict),
            // Scores without a vote were somebody else's thoughts so far.
            Scores = VoteOf(called.Seat) is null or { Choice: VoteChoice.Conflict } ? Scores.Remove(called.Seat) : Scores,
        };
    }

    /// <summary>The session after its votes became void. Who has an interest in the case still has it.</summary>
    public Session After(VotesVoided voided) => this with
    {
        Round = Round + 1,
        Votes = Votes.RemoveAll(vote => voided.Seats.Contains(vote.Seat) && vote.Choice != VoteChoice.Conflict),
        Scores = Scores.RemoveRange(voided.Seats),
        Moderation = null,
    };

    /// <summary>The session after an extension, by written procedure again if a meeting did not decide.</summary>
    public Session After(ReviewExtended extended, DateTimeOffset at) => this with
    {
        DueOn = extended.DueOn,
        Since = at,
        Extensions = Extensions + 1,
        Meeting = null,
    };
}
