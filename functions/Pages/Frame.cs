using System.Text.Encodings.Web;

namespace Tasdir.Functions.Pages;

/// <summary>The frame of every page.</summary>
/// <param name="Wording">Its words.</param>
/// <param name="OtherLanguage">Address of the same page in the other language; null for the answer to a form.</param>
/// <param name="Encoder">Makes text safe to stand in HTML.</param>
internal sealed record Frame(Wording Wording, string? OtherLanguage, HtmlEncoder Encoder)
{
    /// <summary>The whole document around a body.</summary>
    public string Around(string body) => $"""
        <!DOCTYPE html>
        <html lang="{Wording.Language}" dir="{Wording.Direction}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encoder.Encode(Wording["Brand"])}</title>
        <link rel="stylesheet" href="/site.css">
        </head>
        <body>
        <header><strong>{Encoder.Encode(Wording["Brand"])}</strong>{Switch()}</header>
        <main>
        {body}
        </main>
        </body>
        </html>
        """;

    private string Switch() => OtherLanguage is null ? ""
        : $""" <a href="{Encoder.Encode(OtherLanguage)}" lang="{Wording.Other}" hreflang="{Wording.Other}">{Encoder.Encode(Wording["OtherLanguage"])}</a>""";
}
