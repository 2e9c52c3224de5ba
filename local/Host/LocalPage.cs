using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Tasdir.Local.Host;

/// <summary>The frame of the local pages.</summary>
internal static class LocalPage
{
    /// <summary>A page of the given title around the given HTML.</summary>
    public static IResult Of(string title, string body) => Results.Content(
        $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title)}}</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: start; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
        iframe { width: 100%; height: 32rem; border: 1px solid #ccc; }
        pre { white-space: pre-wrap; border: 1px solid #ccc; padding: 1rem; }
        button { font: inherit; }
        </style>
        </head>
        <body>
        <nav><a href="/local">Home</a> · <a href="/local/mailbox">Mailbox</a> · <a href="/local/people">People</a> · <a href="/local/clock">Clock</a></nav>
        <h1 dir="auto">{{Text(title)}}</h1>
        {{body}}
        </body>
        </html>
        """,
        "text/html; charset=utf-8");

    /// <summary>Text made safe to stand in HTML, inside and outside attributes.</summary>
    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
