using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Documents;

/// <summary>A hold on a case: none of its documents is erased meanwhile.</summary>
/// <param name="Reason">Why, for officials.</param>
/// <param name="PlacedAt">Since when, UTC.</param>
public sealed record LegalHold(string Reason, DateTimeOffset PlacedAt)
{
    /// <summary>The programme's office places a hold.</summary>
    public static Outcome Place(CaseFile file, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
        : file.LegalHold is not null ? Outcome.AlreadySo
        : Outcome.Record(new LegalHoldPlaced(reason.Trim()));

    /// <summary>The programme's office lifts the hold.</summary>
    public static Outcome Lift(CaseFile file, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
        : file.LegalHold is null ? Outcome.AlreadySo
        : Outcome.Record(new LegalHoldLifted(reason.Trim()));
}
