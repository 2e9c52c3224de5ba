using System.Text.Encodings.Web;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Pages;

/// <summary>The frame of every page.</summary>
/// <param name="Wording">Its words.</param>
/// <param name="Title">What the page is called, before the name of the site.</param>
/// <param name="Path">Address of the page without its query, to tell where in the site it is.</param>
/// <param name="OtherLanguage">Address of the same page in the other language; null for the answer to a form.</param>
/// <param name="Reader">Who is signed in; null for nobody.</param>
/// <param name="SignIn">Where to sign in as somebody else; null where the site cannot offer it.</param>
/// <param name="Encoder">Makes text safe to stand in HTML.</param>
internal sealed record Frame(
    Wording Wording, string Title, string Path, string? OtherLanguage, Caller? Reader, string? SignIn, HtmlEncoder Encoder)
{
    /// <summary>The whole document around a body.</summary>
    public string Around(string body) => $"""
        <!DOCTYPE html>
        <html lang="{Wording.Language}" dir="{Wording.Direction}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(Title)} – Tasdir</title>
        <link rel="stylesheet" href="/site.css">
        </head>
        <body>
        <a class="skip" href="#main">{Say("Page_Skip")}</a>
        <header class="site"><strong>{Say("Brand")}</strong>{Navigation()}<span class="reader">{Person()}{Switch()}</span></header>
        <main id="main" tabindex="-1">
        {body}
        </main>
        </body>
        </html>
        """;

    private string Navigation() => Reader is null ? ""
        : $"""<nav aria-label="{Say("Page_Navigation")}">{(Reader.IsOfficial ? Link("/desk", "Page_Desk") : "")}{(Reader.Roles.Contains(Domain.Cases.Role.Secretary) ? Link("/secretariat", "Page_Secretariat") : "")}{(Reader.Roles.Contains(Domain.Cases.Role.Applicant) ? Link("/applications", "Cases_Title") : "")}</nav>""";

    private string Link(string path, string words) =>
        $"""<a href="{path}?lang={Wording.Language}"{(Path == path ? " aria-current=\"page\"" : "")}>{Say(words)}</a>""";

    private string Person() => Reader is null ? ""
        : $"""<bdi>{Text(Reader.Name)}</bdi>{(SignIn is null ? "" : $"""<a href="{Text(SignIn)}">{Say("Page_SignOut")}</a>""")}""";

    private string Switch() => OtherLanguage is null ? ""
        : $"""<a href="{Text(OtherLanguage)}" lang="{Wording.Other}" hreflang="{Wording.Other}">{Say("OtherLanguage")}</a>""";

    private string Say(string key) => Text(Wording[key]);

    private string Text(string text) => Encoder.Encode(text);
}
