using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>The last entry of an export: what is in it, and what is not.</summary>
/// <param name="Format">Name and version of this arrangement.</param>
/// <param name="Reference">The case.</param>
/// <param name="ExportedAt">When, UTC.</param>
/// <param name="Head">Hash of the last line of the log.</param>
/// <param name="Entries">Every other entry.</param>
/// <param name="Absent">The documents that are not there, and why.</param>
public sealed record ExportManifest(
    string Format, string Reference, DateTimeOffset ExportedAt, string Head, IReadOnlyList<ExportedEntry> Entries, IReadOnlyList<AbsentDocument> Absent);

/// <summary>An entry of an export.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hexadecimal.</param>
/// <param name="DocumentId">The document that it is, or null.</param>
/// <param name="MailId">The letter that it is, or null.</param>
public sealed record ExportedEntry(string Name, long Bytes, string Sha256, string? DocumentId = null, string? MailId = null);

/// <summary>A document that is not in an export.</summary>
/// <param name="DocumentId">Which.</param>
/// <param name="Kind">Code of its kind.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Sha256">SHA-256 that its content had.</param>
/// <param name="Code">Why: the code with which a download of it is refused.</param>
public sealed record AbsentDocument(string DocumentId, string Kind, string FileName, string Sha256, string Code);

/// <summary>
/// A line of a log that is not the applicant's to read: how a seat voted or scored and who acts for it, what the officer
/// wrote for the committee, why there is a hold, in which other case the same content was found. Its hash stands in its place,
/// so that the chain can be followed across it.
/// </summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Withheld">The kind of fact.</param>
/// <param name="Hash">Hash of the stored line, which the next line names.</param>
public sealed record WithheldLine(int Sequence, string Withheld, string Hash)
{
    /// <summary>Whether a fact is kept from an export.</summary>
    public static bool Holds(CaseEvent fact) =>
        fact is Domain.Committees.VoteCast or Domain.Committees.ReplyTaken or Domain.Committees.ReviewOpened { Members: not null } or Domain.Committees.ScoresGiven or Domain.Committees.ModerationOpened or Domain.Committees.MemberCalled
            or Domain.Committees.AnalysisWritten or Domain.Documents.LegalHoldPlaced or Domain.Documents.LegalHoldLifted
            || (fact is Domain.Documents.DocumentChecked check
                && check.Reports.Any(report => report is { Check: Domain.Documents.AutomaticCheck.Copies, Findings.Count: > 0 }));
}
