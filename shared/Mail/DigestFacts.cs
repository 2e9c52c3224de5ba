using Tasdir.Domain.Programme;

namespace Tasdir.Mail;

/// <summary>What the daily digest tells the officers of one region.</summary>
public sealed record DigestFacts
{
    /// <summary>Name of the region.</summary>
    public required Text Region { get; init; }

    /// <summary>The day of the digest; files due before it are late.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The open files, by whose turn it is, the most urgent first. Groups without files are left out.</summary>
    public required IReadOnlyList<DigestGroup> Groups { get; init; }

    /// <summary>Address of the desk.</summary>
    public required Uri Desk { get; init; }

    /// <summary>Whom the digest greets; without it the greeting is impersonal.</summary>
    public string? RecipientName { get; init; }
}

/// <summary>The files that wait for the same people.</summary>
/// <param name="Turn">Whose turn it is.</param>
/// <param name="Files">All of them; a long list is cut in the letter, and says how many it leaves out.</param>
public sealed record DigestGroup(Text Turn, IReadOnlyList<DigestFile> Files);

/// <summary>A file in the digest.</summary>
/// <param name="Reference">Reference of the case.</param>
/// <param name="ApplicantName">Name of the applicant, where the recipient may see it.</param>
/// <param name="DueOn">The next deadline, if one runs.</param>
public sealed record DigestFile(string Reference, string? ApplicantName, DateOnly? DueOn);
