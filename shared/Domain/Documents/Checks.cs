namespace Tasdir.Domain.Documents;

/// <summary>What is looked at in every file that arrives, without anybody asking for it.</summary>
public enum AutomaticCheck
{
    /// <summary>What the content is, against the name, the declared type and what is allowed.</summary>
    Format,

    /// <summary>Whether the file opens, and holds nothing that could act or burst.</summary>
    Structure,

    /// <summary>Whether a scanner finds malware in it.</summary>
    Malware,

    /// <summary>Whether its text speaks of the applicant, and which dates stand in it.</summary>
    Content,

    /// <summary>Whether the same content was used in another case.</summary>
    Copies,
}

/// <summary>What came of an automatic check.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing to say against the file.</summary>
    Passed,

    /// <summary>Something an officer should see; the file can be used.</summary>
    Noted,

    /// <summary>The file cannot be used: it is not opened, not served and counts as not brought.</summary>
    Failed,

    /// <summary>It was not done, because nothing is there that could do it.</summary>
    NotDone,
}

/// <summary>One thing that a check found.</summary>
/// <param name="Code">What.</param>
/// <param name="Value">A number, a date (<c>yyyy-MM-dd</c>), a reference, the end of an identifier: no personal data; or null.</param>
public sealed record Finding(FindingCode Code, string? Value = null);

/// <summary>What a check can find.</summary>
public enum FindingCode
{
    /// <summary>The content is of no format that is taken. Value: the format where it can be named, <c>heic</c>; or null.</summary>
    FormatUnknown,

    /// <summary>The content is of a format that this kind of document is not taken in. Value: the format.</summary>
    FormatNotAllowed,

    /// <summary>The content is not what the sender declared. Value: the format that it is.</summary>
    DeclaredTypeDiffers,

    /// <summary>The ending of the name belongs to another format. Value: the format that the content is.</summary>
    NameDiffers,

    /// <summary>The file is two formats at once.</summary>
    SeveralFormats,

    /// <summary>It does not open: damaged or cut short.</summary>
    Unreadable,

    /// <summary>It is locked with a password or encrypted.</summary>
    Encrypted,

    /// <summary>It has no page, no text, no entry.</summary>
    Empty,

    /// <summary>It holds scripts, macros or actions that start by themselves.</summary>
    ActiveContent,

    /// <summary>It carries other files within it.</summary>
    EmbeddedFiles,

    /// <summary>It refers to something outside it that would be loaded when it is opened.</summary>
    ExternalContent,

    /// <summary>It has more pages than are looked at. Value: pages.</summary>
    TooManyPages,

    /// <summary>The picture is larger than is decoded. Value: pixels.</summary>
    TooManyPixels,

    /// <summary>It unpacks to more than is allowed: more bytes, more entries, or archives in archives.</summary>
    Bomb,

    /// <summary>An entry of the archive has a name that leads out of it.</summary>
    UnsafePath,

    /// <summary>An entry of the archive is of a format that is not taken. Value: the entry's number, from 1.</summary>
    EntryNotAllowed,

    /// <summary>How many pages it has. Value: pages.</summary>
    Pages,

    /// <summary>It is a scan: there is no text in it that could be searched.</summary>
    NoText,

    /// <summary>The scanner found malware. Value: the name of the signature.</summary>
    Infected,

    /// <summary>No scanner is configured here: nobody looked for malware.</summary>
    NotScanned,

    /// <summary>The applicant's ICE stands in it.</summary>
    IceFound,

    /// <summary>An ICE stands in it that is not the applicant's. Value: its last four digits.</summary>
    OtherIce,

    /// <summary>The applicant's RIB stands in it.</summary>
    RibFound,

    /// <summary>A RIB stands in it that is not the applicant's. Value: its last four digits.</summary>
    OtherRib,

    /// <summary>The applicant's name stands in it.</summary>
    NameFound,

    /// <summary>The applicant's name does not stand in it, though it has text.</summary>
    NameNotFound,

    /// <summary>The day of its issue, as far as it can be read. Value: the date.</summary>
    IssuedOn,

    /// <summary>The last day on which it holds, as far as it can be read or computed. Value: the date.</summary>
    ExpiresOn,

    /// <summary>By the dates that stand in it, it no longer holds. Value: its last day.</summary>
    Expired,

    /// <summary>The same content was used in a case of another applicant. Value: the reference.</summary>
    UsedByAnother,

    /// <summary>The same content was used in another case of this applicant. Value: the reference.</summary>
    UsedBefore,
}

/// <summary>The outcome of one automatic check of one file.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Findings">What it found, in the order in which it is told.</param>
public sealed record CheckReport(AutomaticCheck Check, CheckOutcome Outcome, IReadOnlyList<Finding> Findings)
{
    /// <summary>A report whose outcome is that of its gravest finding: see <see cref="OutcomeOf"/>.</summary>
    public static CheckReport Of(AutomaticCheck check, params IReadOnlyList<Finding> findings) =>
        new(check, findings.Select(finding => OutcomeOf(finding.Code)).DefaultIfEmpty(CheckOutcome.Passed).Max(), findings);

    /// <summary>What a finding means for the file.</summary>
    public static CheckOutcome OutcomeOf(FindingCode code) => code switch
    {
        FindingCode.NotScanned => CheckOutcome.NotDone,
        <= FindingCode.EntryNotAllowed or FindingCode.Infected => CheckOutcome.Failed,
        FindingCode.NoText or FindingCode.OtherIce or FindingCode.OtherRib or FindingCode.NameNotFound or FindingCode.Expired
            or FindingCode.UsedByAnother or FindingCode.UsedBefore => CheckOutcome.Noted,
        _ => CheckOutcome.Passed,
    };
}
