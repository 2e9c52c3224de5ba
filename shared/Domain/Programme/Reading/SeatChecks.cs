namespace Tasdir.Domain.Programme.Reading;

/// <summary>Nobody has two votes: in a committee an address holds one seat at a time, or is the alternate of one.</summary>
internal static class SeatChecks
{
    // Stands for the region where a committee has none.
    private const string WholeCountry = "";

    /// <summary>What is wrong, by its place in the committee's entry; of two seats the later one is named.</summary>
    public static IEnumerable<(bool Wrong, string Part, string Sentence)> Of(Committee committee) =>
    [
        .. (committee.Regions ?? [WholeCountry]).SelectMany(region => In(region, committee)).Distinct()
            .Select(found => (true, found.Part, found.Sentence)),
    ];

    private static IEnumerable<(string Part, string Sentence)> In(string region, Committee committee)
    {
        Held[] held = [.. committee.Seats.SelectMany((seat, i) => HeldIn(region, seat, i))];
        return
            from later in held
            from earlier in held
            where earlier.Place < later.Place && earlier.Overlaps(later) && earlier.Address.Equals(later.Address, StringComparison.OrdinalIgnoreCase)
            select (later.Part, $"The {later.As} of {later.Seat} is the {earlier.As} of {earlier.Seat} at the same time.");
    }

    // As the seat itself says: mandates for a region alone count there; without any, the function's own addresses hold for good.
    private static Held[] HeldIn(string region, Seat seat, int place)
    {
        Held[] byMandate =
        [
            .. (seat.Mandates ?? []).SelectMany((mandate, j) => mandate.Regions?.Contains(region) == false
                ? []
                : Both(mandate, $"seats[{place}].mandates[{j}]")),
        ];
        return byMandate.Length > 0 ? byMandate : Both(new Mandate(DateOnly.MinValue, seat.Mailbox, seat.Alternate), $"seats[{place}]");

        Held[] Both(Mandate mandate, string part) =>
        [
            new(place, seat.Code, "mailbox", $"{part}.mailbox", mandate.Mailbox.Replace("{region}", region, StringComparison.Ordinal), mandate),
            new(place, seat.Code, "alternate", $"{part}.alternate", mandate.Alternate.Replace("{region}", region, StringComparison.Ordinal), mandate),
        ];
    }

    // An address of a seat, as its mailbox or its alternate, for as long as a mandate holds.
    private sealed record Held(int Place, string Seat, string As, string Part, string Address, Mandate Mandate)
    {
        public bool Overlaps(Held other) =>
            (Mandate.Until ?? DateOnly.MaxValue) >= other.Mandate.From && (other.Mandate.Until ?? DateOnly.MaxValue) >= Mandate.From;
    }
}
