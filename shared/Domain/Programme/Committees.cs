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

/// <summary>Who decides.</summary>
/// <param name="Regional">The committees of the regions.</param>
/// <param name="National">The national committee.</param>
public sealed record CommitteeRules(IReadOnlyList<Committee> Regional, Committee National)
{
    /// <summary>The committee of a region.</summary>
    public Committee Of(string region) => Regional.First(committee => committee.Regions!.Contains(region));

    /// <summary>A seat of the committees that decide for a region: its own and the national one, whose codes differ.</summary>
    public Seat Seat(string region, string code) => Of(region).Seats.Concat(National.Seats).First(seat => seat.Code == code);
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
public sealed record Committee(
    string Code,
    Text Name,
    string Basis,
    int Quorum,
    VotingRule Rule,
    bool ChairBreaksTies,
    IReadOnlyList<Seat> Seats,
    IReadOnlyList<string>? Regions = null)
{
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
public sealed record Seat(string Code, Text Name, string Mailbox, string Alternate, bool Chair = false, int Weight = 1)
{
    /// <summary>The address for a region.</summary>
    public string MailboxIn(string region) => In(Mailbox, region);

    /// <summary>The alternate's address for a region.</summary>
    public string AlternateIn(string region) => In(Alternate, region);

    private static string In(string address, string region) => address.Replace("{region}", region, StringComparison.Ordinal);
}
