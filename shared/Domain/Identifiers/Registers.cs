namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Entry in the trade register, of a company, a sole trader or a groupement d'intérêt économique (law 13-97). The number is
/// unique only within the register of its court.
/// </summary>
public sealed record TradeRegister
{
    private const int MostDigits = 7;

    /// <summary>The court that keeps the register, as on the extract.</summary>
    public required string Court { get; init; }

    /// <summary>Number of the entry, without leading zeros.</summary>
    public required string Number { get; init; }

    /// <summary>The entry in its normal spelling, or what is wrong with it.</summary>
    public Reading<TradeRegister> Read()
    {
        string court = Typed.Words(Court);
        string typed = Typed.Compact(Number);
        string number = typed.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : typed;
        return Reading.Of(
            IdentifierKind.TradeRegister,
            new TradeRegister { Court = court, Number = number },
            [Typed.NameFault(court, "court"), Typed.NumberFault(number, 1, MostDigits, "number")]);
    }

    /// <summary>What is equal for two spellings of one entry.</summary>
    public (string Court, string Number) ComparisonKey() => (Typed.Key(Court), Number);
}

/// <summary>
/// Entry of a cooperative or union in the local register at a court of first instance (law 112-12, decree 2-15-617). No
/// public format; one entry is told from another by court, number and date.
/// </summary>
public sealed record CooperativeRegister
{
    /// <summary>The court of first instance that keeps the register.</summary>
    public required string Court { get; init; }

    /// <summary>Number of the entry.</summary>
    public required string Number { get; init; }

    /// <summary>Day of the entry.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>The entry in its normal spelling, or what is wrong with it.</summary>
    public Reading<CooperativeRegister> Read()
    {
        CooperativeRegister read = this with { Court = Typed.Words(Court), Number = Typed.Words(Number) };
        return Reading.Of(
            IdentifierKind.CooperativeRegister,
            read,
            [Typed.NameFault(read.Court, "court"), Typed.RegisterNumberFault(read.Number, "number")]);
    }

    /// <summary>What is equal for two spellings of one entry.</summary>
    public (string Court, string Number, DateOnly RegisteredOn) ComparisonKey() => (Typed.Key(Court), Typed.Key(Number), RegisteredOn);
}

/// <summary>As what the national register of crafts registers (law 50-17, decrees 2-21-437 and 2-21-991).</summary>
public enum CraftCategory
{
    /// <summary>A craftsperson: diploma, or three years of practice.</summary>
    Artisan,

    /// <summary>A master craftsperson: ten years of practice.</summary>
    MasterArtisan,

    /// <summary>A cooperative of craftspeople.</summary>
    Cooperative,

    /// <summary>An enterprise whose production a registered craftsperson supervises.</summary>
    Enterprise,
}

/// <summary>Entry in the national register of crafts. The number (NIA) has no public format.</summary>
public sealed record CraftRegister
{
    /// <summary>The number, NIA.</summary>
    public required string Number { get; init; }

    /// <summary>As what it is registered.</summary>
    public required CraftCategory Category { get; init; }

    /// <summary>The entry in its normal spelling, or what is wrong with it.</summary>
    public Reading<CraftRegister> Read()
    {
        string number = Typed.Compact(Number).ToUpperInvariant();
        return Reading.Of(IdentifierKind.CraftRegister, this with { Number = number }, [Typed.RegisterNumberFault(number, "number")]);
    }
}
