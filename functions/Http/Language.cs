using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;

namespace Tasdir.Functions.Http;

/// <summary>The language of an answer: what the caller prefers of French and Arabic, French when neither is asked for.</summary>
public static class Language
{
    private static readonly CultureInfo s_french = CultureInfo.GetCultureInfo("fr");
    private static readonly CultureInfo s_arabic = CultureInfo.GetCultureInfo("ar");

    /// <summary>By the Accept-Language header; on pages, <c>?lang=</c> goes before it.</summary>
    public static CultureInfo Of(HttpRequest request)
    {
        if (request.Query["lang"] is [{ } asked])
        {
            return asked == "ar" ? s_arabic : s_french;
        }

        RequestHeaders headers = request.GetTypedHeaders();
        string? preferred = headers.AcceptLanguage
            .Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is "fr" or "ar");
        return preferred == "ar" ? s_arabic : s_french;
    }
}
