namespace Tasdir.Domain.Payments;

/// <summary>The convention between the State and the applicant.</summary>
/// <param name="Tranches">Amount of each tranche, MAD.</param>
/// <param name="DueOn">Until when it can be signed.</param>
/// <param name="Signatory">Who signed for the applicant.</param>
/// <param name="SignedAt">When, UTC.</param>
public sealed record Convention(IReadOnlyList<Money> Tranches, DateOnly DueOn, string? Signatory, DateTimeOffset? SignedAt)
{
    /// <summary>What it grants, MAD.</summary>
    public Money Total => Tranches.Aggregate(Money.Zero, (sum, tranche) => sum + tranche);

    /// <summary>When it was drawn up and sent for signature, UTC.</summary>
    public DateTimeOffset IssuedAt { get; init; }
}

/// <summary>One part of the grant, and how far its payment has come.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Amount">MAD.</param>
/// <param name="DueOn">Until when its proof can be brought.</param>
public sealed record Tranche(int Number, Money Amount, DateOnly DueOn)
{
    /// <summary>When its proof was last asked for: at the opening, or when one was refused, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the applicant last asked for it, UTC.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Until when it should be paid.</summary>
    public DateOnly? PayBy { get; init; }

    /// <summary>Why the proof was refused last time.</summary>
    public string? Refusal { get; init; }

    /// <summary>The how-manieth payment of this tranche: only the bank's rejection or return opens the next.</summary>
    public int Generation { get; init; }

    /// <summary>Id of the present payment for life.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>The account that the present payment goes to.</summary>
    public string? Rib { get; init; }

    /// <summary>Who prepared it.</summary>
    public string? PreparedBy { get; init; }

    /// <summary>Who verified the service.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>Who ordered it.</summary>
    public string? OrderedBy { get; init; }

    /// <summary>Who gave the visa.</summary>
    public string? VisaedBy { get; init; }

    /// <summary>The payment file that carries it.</summary>
    public string? FileId { get; init; }

    /// <summary>The bank's reason for sending the last payment back.</summary>
    public string? Returned { get; init; }

    /// <summary>When the bank settled it, UTC.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The steps so far, each with the person who did it.</summary>
    public IEnumerable<string> People => new[] { PreparedBy, VerifiedBy, OrderedBy, VisaedBy }.OfType<string>();

    /// <summary>The tranche with a newly prepared payment, which starts the four steps afresh.</summary>
    public Tranche Prepared(PaymentPrepared fact) => new(Number, Amount, DueOn)
    {
        RequestedAt = RequestedAt,
        PayBy = PayBy,
        Generation = Generation + 1,
        EndToEndId = fact.EndToEndId,
        Rib = fact.Rib,
        PreparedBy = fact.By,
    };

    /// <summary>The tranche with its proof refused. The payment that was prepared never left, so its id stays free for the next.</summary>
    public Tranche Refused(ProofRefused fact) => new(Number, Amount, fact.DueOn)
    {
        RequestedAt = RequestedAt,
        Generation = Generation - 1,
        Refusal = fact.Reason,
    };
}
