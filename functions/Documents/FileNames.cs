using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Tasdir.Functions.Documents;

/// <summary>The names of files that come in: kept to show them, never used as a path, and refused when they look like one.</summary>
public static class FileNames
{
    private const int Longest = 150;

    /// <summary>The name in the Content-Disposition header (RFC 6266), or null if there is none or it is not a plain name.</summary>
    public static string? Of(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out ContentDispositionHeaderValue? disposition))
        {
            return null;
        }

        string? name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value;
        return name is not null && IsPlain(name) ? name : null;
    }

    /// <summary>Whether a name is only a name.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= Longest
        && name.Trim(' ', '.') == name
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Any(c => char.IsControl(c) || TurnsText(c) || c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '%');

    // Signs that turn what follows around: with one before it, "fdp.exe" is read as "exe.pdf".
    private static bool TurnsText(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
