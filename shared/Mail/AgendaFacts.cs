using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Mail;

/// <summary>What a mail about a meeting is written for.</summary>
public enum AgendaOccasion
{
    /// <summary>It calls to the meeting.</summary>
    Call,

    /// <summary>It reminds of the meeting.</summary>
    Reminder,

    /// <summary>It answers whoever answered such a mail, which is about many cases and so no vote.</summary>
    Answer,
}

/// <summary>What the mail about a meeting tells one of its members.</summary>
public sealed record AgendaFacts
{
    /// <summary>Name of the region; null for the national committee.</summary>
    public required Text? Region { get; init; }

    /// <summary>The day of the meeting: until its end votes are taken.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What it is written for.</summary>
    public required AgendaOccasion Occasion { get; init; }

    /// <summary>The member's seat; null if the recipient acts for none any more.</summary>
    public required Text? Seat { get; init; }

    /// <summary>For the chair, shortly before the close: cases without a quorum; else null.</summary>
    public int? WithoutQuorum { get; init; }

    /// <summary>Address of the page with all cases of the meeting; null if the recipient acts for no seat any more.</summary>
    public required Uri? Overview { get; init; }

    /// <summary>The cases on which the member can act: in a call those too on which they have voted, else those that are left.</summary>
    public required IReadOnlyList<AgendaCase> Cases { get; init; }
}

/// <summary>A case on an agenda.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="ApplicantName">Name of the applicant.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Amount">What is computed, MAD.</param>
/// <param name="Link">The member's link to vote on it.</param>
public sealed record AgendaCase(string Reference, string ApplicantName, Text Scheme, Money Amount, Uri Link);
