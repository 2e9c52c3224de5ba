using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Mail;

/// <summary>
/// What a letter says about its case. The first four facts are in every letter; of the others, each kind shows those that
/// concern it and refuses to be written without those that it cannot do without (<see cref="Letters.ComposeAsync"/>).
/// </summary>
public sealed record LetterFacts
{
    /// <summary>Reference of the case.</summary>
    public required string Reference { get; init; }

    /// <summary>Name of the applicant, as given.</summary>
    public required string ApplicantName { get; init; }

    /// <summary>Name of the scheme that support is asked under.</summary>
    public required Text Scheme { get; init; }

    /// <summary>Name of the region whose office handles the case.</summary>
    public required Text Region { get; init; }

    /// <summary>Whom the letter greets; without it the greeting is impersonal.</summary>
    public string? RecipientName { get; init; }

    /// <summary>The committee seat that the recipient votes for.</summary>
    public Text? Seat { get; init; }

    /// <summary>What was understood of the recipient's answer by mail.</summary>
    public Text? Vote { get; init; }

    /// <summary>The code of why that is not recorded as a vote; null if it is.</summary>
    public string? VoteRefused { get; init; }

    /// <summary>Whether the recipient is asked why less than the computed amount is to be granted.</summary>
    public bool AsksReason { get; init; }

    /// <summary>What was granted, paid or returned, by the kind of letter.</summary>
    public Money? Amount { get; init; }

    /// <summary>What the applicant asked for.</summary>
    public Money? RequestedAmount { get; init; }

    /// <summary>Number of the tranche, from 1.</summary>
    public int? Tranche { get; init; }

    /// <summary>How many tranches the support is paid in.</summary>
    public int? TrancheCount { get; init; }

    /// <summary>The last day for what the letter asks its recipient to do.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The last day for the administration's own answer (law 55-19).</summary>
    public DateOnly? LegalDueOn { get; init; }

    /// <summary>What the convention grants that the applicant has and may sign while funds for more are awaited, MAD; null if there is none.</summary>
    public Money? FirstAmount { get; init; }

    /// <summary>The last day for an administrative appeal against a decision.</summary>
    public DateOnly? AppealUntil { get; init; }

    /// <summary>Whether the decision was made on appeal: the administration does not look at it again.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Where a committee's member says that they will be away; null for who holds no seat.</summary>
    public Uri? AbsenceLink { get; init; }

    /// <summary>Documents asked for, each with what is wrong with it if one was refused.</summary>
    public IReadOnlyList<Text> Items { get; init; } = [];

    /// <summary>Reasons of a decision, one a line (law 03-01).</summary>
    public IReadOnlyList<Text> Reasons { get; init; } = [];

    /// <summary>The committee's question, in the words it was asked in.</summary>
    public string? Question { get; init; }

    /// <summary>Where the recipient acts or follows the case: the status page, the voting page, the desk.</summary>
    public Uri? Link { get; init; }

    /// <summary>Number of the receipt given on deposit.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Reference of a transfer, as it stands on the bank statement.</summary>
    public string? PaymentReference { get; init; }
}
