namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Receipt of an association's declaration (dahir 1-58-376 as amended by law 75-00): provisional on the spot, final within 60
/// days. An association that had none by then operates all the same.
/// </summary>
public sealed record AssociationReceipt
{
    private const int DaysToFinal = 60;

    /// <summary>Number of the receipt.</summary>
    public required string Number { get; init; }

    /// <summary>The local authority that gave it.</summary>
    public required string Authority { get; init; }

    /// <summary>Its date.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Whether it is the final one.</summary>
    public required bool Final { get; init; }

    /// <summary>The receipt in its normal spelling, or what is wrong with it.</summary>
    public Reading<AssociationReceipt> Read()
    {
        AssociationReceipt read = this with { Number = Typed.Words(Number), Authority = Typed.Words(Authority) };
        return Reading.Of(
            IdentifierKind.AssociationReceipt,
            read,
            [Typed.RegisterNumberFault(read.Number, "number"), Typed.NameFault(read.Authority, "authority")]);
    }

    /// <summary>Whether it is final on a day, or counts as final because the 60 days for the final one are over.</summary>
    public bool CountsAsFinalOn(DateOnly day) => Final || day.DayNumber - IssuedOn.DayNumber >= DaysToFinal;

    /// <summary>What is equal for two spellings of one receipt.</summary>
    public (string Authority, string Number, DateOnly IssuedOn) ComparisonKey() => (Typed.Key(Authority), Typed.Key(Number), IssuedOn);
}
