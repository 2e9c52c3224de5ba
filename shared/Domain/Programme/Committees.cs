namespace Tasdir.Domain.Programme;

/// <summary>What carries a vote.</summary>
public enum VotingRule
{
    /// <summary>The choice with the most votes cast.</summary>
    MostVotesCast,

    /// <summary>More than half of the seats.</summary>
    MajorityOfSeats,

    /// <summary>The choice with the most weight, each seat by its own.</summary>
    Weighted,
}

/// <summary>How a seat counts whose member gave no answer by the close.</summary>
public enum Abstention
{
    /// <summary>Neither for nor against.</summary>
    NotCounted,

    /// <summary>As a vote to refuse; never for the quorum.</summary>
    Against,
}

/// <summary>How a seat counts for the quorum for which nobody can vote, because of conflicts of interest.</summary>
public enum ConflictInQuorum
{
    /// <summary>Not at all: the quorum stays what it is.</summary>
    NotCounted,

    /// <summary>As present, though it does not vote.</summary>
    Present,

    /// <summary>The quorum is one less for each such seat, and one vote at least.</summary>
    LowersQuorum,
}

/// <summary>How the votes of a committee are counted.</summary>
/// <param name="Rule">What carries a vote.</param>
/// <param name="ChairBreaksTies">Whether the chair's vote breaks a tie.</param>
/// <param name="Abstention">How silence counts at the close.</param>
/// <param name="Conflicts">How conflicts of interest count for the quorum.</param>
/// <param name="EarlyDecision">Whether a session closes as soon as its decision can no longer change, before everybody has voted.</param>
public sealed record VotingRules(
    VotingRule Rule,
    bool ChairBreaksTies,
    Abstention Abstention = Abstention.NotCounted,
    ConflictInQuorum Conflicts = ConflictInQuorum.NotCounted,
    bool EarlyDecision = false)
{
    /// <summary>The rules of sessions in whose log none are written.</summary>
    public static VotingRules Plain { get; } = new(VotingRule.MostVotesCast, ChairBreaksTies: true);
}

/// <summary>Who decides.</summary>
/// <param name="Regional">The committees of the regions.</param>
/// <param name="National">The national committee.</param>
public sealed record CommitteeRules(IReadOnlyList<Committee> Regional, Committee National)
{
    /// <summary>The committee of a region.</summary>
    public Committee Of(string region) => Regional.First(committee => committee.Regions!.Contains(region));

    /// <summary>A seat of the committees that decide for a region: its own and the national one, whose codes differ. Null if it has none of this code any more.</summary>
    public Seat? TrySeat(string region, string code) => Of(region).Seats.Concat(National.Seats).FirstOrDefault(seat => seat.Code == code);
}

/// <summary>A committee.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Basis">Where its composition and rules come from.</param>
/// <param name="Quorum">Votes that must be cast.</param>
/// <param name="Rule">What carries a vote.</param>
/// <param name="ChairBreaksTies">Whether the chair's vote breaks a tie.</param>
/// <param name="Seats">Its seats.</param>
/// <param name="Regions">The regions that have a committee like this; null for the national committee.</param>
/// <param name="Abstention">How silence counts at the close.</param>
/// <param name="Conflicts">How conflicts of interest count for the quorum.</param>
/// <param name="EarlyDecision">Whether a session closes as soon as its decision can no longer change.</param>
/// <param name="NoticeDays">Working days between the convening of a meeting and its date.</param>
public sealed record Committee(
    string Code,
    Text Name,
    string Basis,
    int Quorum,
    VotingRule Rule,
    bool ChairBreaksTies,
    IReadOnlyList<Seat> Seats,
    IReadOnlyList<string>? Regions = null,
    Abstention Abstention = Abstention.NotCounted,
    ConflictInQuorum Conflicts = ConflictInQuorum.NotCounted,
    bool EarlyDecision = false,
    int NoticeDays = 3)
{
    /// <summary>How its votes are counted.</summary>
    public VotingRules Voting => new(Rule, ChairBreaksTies, Abstention, Conflicts, EarlyDecision);

    /// <summary>The seat that chairs.</summary>
    public Seat Chair => Seats.Single(seat => seat.Chair);
}

/// <summary>A seat in a committee: a function, not a person, so that nothing personal is in the rules.</summary>
/// <param name="Code">Code, different in the regional and the national committees.</param>
/// <param name="Name">The function.</param>
/// <param name="Mailbox">Its functional address; <c>{region}</c> stands for the region's code.</param>
/// <param name="Alternate">The address of its alternate.</param>
/// <param name="Chair">Whether it chairs: one seat of each committee does.</param>
/// <param name="Weight">Its weight where votes are weighted.</param>
/// <param name="Mandates">Who holds it when, where that is limited; null if the function's own addresses hold for good.</param>
public sealed record Seat(
    string Code, Text Name, string Mailbox, string Alternate, bool Chair = false, int Weight = 1, IReadOnlyList<Mandate>? Mandates = null)
{
    /// <summary>The address for a region.</summary>
    public string MailboxIn(string region) => In(Mailbox, region);

    /// <summary>The alternate's address for a region.</summary>
    public string AlternateIn(string region) => In(Alternate, region);

    /// <summary>Who holds the seat for a region on a day: without mandates the function itself, for good; null when no mandate holds, and the seat is vacant.</summary>
    public Mandate? MandateOn(string region, DateOnly day)
    {
        Mandate[] ofRegion = [.. (Mandates ?? []).Where(mandate => mandate.Regions?.Contains(region) != false)];
        return ofRegion.Length == 0
            ? new Mandate(DateOnly.MinValue, MailboxIn(region), AlternateIn(region))
            : Array.Find(ofRegion, mandate => mandate.HoldsOn(day)) is { } held
                ? held with { Mailbox = In(held.Mailbox, region), Alternate = In(held.Alternate, region) }
                : null;
    }

    private static string In(string address, string region) => address.Replace("{region}", region, StringComparison.Ordinal);
}

/// <summary>A mandate: who holds a seat from one day to another.</summary>
/// <param name="From">First day.</param>
/// <param name="Mailbox">The holder's address; <c>{region}</c> stands for the region's code.</param>
/// <param name="Alternate">The address of the alternate.</param>
/// <param name="Until">Last day; null without end.</param>
/// <param name="Regions">The regions whose committee it is about; null for all.</param>
public sealed record Mandate(DateOnly From, string Mailbox, string Alternate, DateOnly? Until = null, IReadOnlyList<string>? Regions = null)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && !(Until < day);
}
