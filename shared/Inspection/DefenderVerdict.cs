using Tasdir.Domain.Documents;

namespace Tasdir.Inspection;

/// <summary>
/// What Microsoft Defender for Storage says of a stored file in its index tags (learn.microsoft.com, "Understand malware
/// scanning results"). Its pages spell the tag's name and values with and without capitals, so that case does not count.
/// </summary>
public static class DefenderVerdict
{
    /// <summary>The tag that holds the verdict.</summary>
    public const string Tag = "Malware Scanning scan result";

    private const string Clean = "No threats found";
    private const string Malicious = "Malicious";

    /// <summary>
    /// The verdict; null while there is none: not scanned yet, or one of the values for a scan that could not be done
    /// (<c>Not scanned</c>, <c>SAM…</c>), after which nobody knows more than before.
    /// </summary>
    public static CheckReport? Of(IDictionary<string, string>? tags)
    {
        string? verdict = tags?.FirstOrDefault(tag => string.Equals(tag.Key, Tag, StringComparison.OrdinalIgnoreCase)).Value;
        return string.Equals(verdict, Clean, StringComparison.OrdinalIgnoreCase) ? CheckReport.Of(AutomaticCheck.Malware)
            : string.Equals(verdict, Malicious, StringComparison.OrdinalIgnoreCase) ? CheckReport.Of(AutomaticCheck.Malware, new Finding(FindingCode.Infected))
            : null;
    }
}
