using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tasdir.Mail.Paper;

/// <summary>
/// Adds to a finished PDF in which language it is and how it runs: the drawing library writes neither. The
/// catalogue is written once more behind the rest, as PDF 1.7 provides for changes (ISO 32000-1, 7.5.6).
/// </summary>
internal static partial class PdfLanguage
{
    public static byte[] Add(byte[] pdf, string language)
    {
        string text = Encoding.Latin1.GetString(pdf);
        Match end = End().Match(text, text.LastIndexOf("trailer", StringComparison.Ordinal));
        string root = end.Groups["root"].Value;
        Match catalogue = Regex.Match(text, $@"(?<=\n){root} 0 obj\n<<(?<body>.*?)>>\nendobj\n", RegexOptions.Singleline);
        if (!end.Success || !catalogue.Success)
        {
            throw new InvalidOperationException("The PDF does not end as the drawing library ends its files.");
        }

        int at = pdf.Length + 1;
        string direction = language == "ar" ? "R2L" : "L2R";
        string again = string.Create(CultureInfo.InvariantCulture, $"""

            {root} 0 obj
            <<{Preferences().Replace(catalogue.Groups["body"].Value, "")}
            /Lang ({language})
            /ViewerPreferences <</DisplayDocTitle true /Direction /{direction}>>>>
            endobj

            """);
        string tail = string.Create(CultureInfo.InvariantCulture, $"""
            xref
            {root} 1
            {at:0000000000} 00000 n{" "}
            trailer
            <<{end.Groups["body"].Value}
            /Prev {end.Groups["xref"].Value}>>
            startxref
            {pdf.Length + again.Length}
            %%EOF

            """);
        return [.. pdf, .. Encoding.Latin1.GetBytes(again + tail)];
    }

    [GeneratedRegex(@"\n/ViewerPreferences <<.*?>>", RegexOptions.Singleline)]
    private static partial Regex Preferences();

    [GeneratedRegex(@"trailer\n<<(?<body>.*?/Root (?<root>\d+) 0 R.*?)>>\nstartxref\n(?<xref>\d+)\n%%EOF\s*\z", RegexOptions.Singleline)]
    private static partial Regex End();
}
