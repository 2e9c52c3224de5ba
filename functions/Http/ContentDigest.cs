using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tasdir.Functions.Http;

/// <summary>The digests that a request names of its body (RFC 9530): SHA-256, by which a changed content is known.</summary>
public static class ContentDigest
{
    private const int HashBytes = 32;
    private static readonly string[] s_headers = ["Content-Digest", "Repr-Digest"];

    /// <summary>The digests named, lower-case hexadecimal; none if the request names none, null if what it names cannot be checked.</summary>
    public static IReadOnlyList<string>? Of(HttpRequest request)
    {
        List<string> digests = [];
        foreach (StringValues header in s_headers.Select(name => request.Headers[name]).Where(header => header.Count > 0))
        {
            if (Read(header.ToString()) is not { } digest)
            {
                return null;
            }

            digests.Add(digest);
        }

        return digests;
    }

    /// <summary>Whether a text is a SHA-256 in lower-case hexadecimal.</summary>
    public static bool IsSha256(string text) => text.Length == HashBytes * 2 && text.All(char.IsAsciiHexDigitLower);

    // A dictionary of structured fields (RFC 8941): sha-256=:base64:, beside others that are passed over.
    private static string? Read(string header)
    {
        string? member = header.Split(',').Select(part => part.Trim()).LastOrDefault(part => part.StartsWith("sha-256=", StringComparison.Ordinal));
        byte[] hash = new byte[HashBytes];
        return member?["sha-256=".Length..] is [':', .. string base64, ':'] && Convert.TryFromBase64String(base64, hash, out int length) && length == HashBytes
            ? Convert.ToHexStringLower(hash)
            : null;
    }
}
