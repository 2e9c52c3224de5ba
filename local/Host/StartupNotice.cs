using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tasdir.Local.Clock;
using Tasdir.Local.Mailbox;
using Tasdir.Local.SignIn;

namespace Tasdir.Local.Host;

/// <summary>Says where everything is: in the terminal at the start, and on the home page.</summary>
internal sealed class StartupNotice(LocalAddress address, HostFolders folders, FunctionCatalogue functions, HttpFunctions http, TextWriter terminal)
{
    private const string HomePath = "/local";
    // Which ones is not known here: the sealed part of such an address is no part of its route.
    private const string ByLink = "some open only by the link in a mail";
    private const string ApiDocument = "/openapi.yaml";

    public void Print(bool startedStorage)
    {
        var pages = Pages().ToList();
        var shown = string.Join("  ", pages);
        terminal.WriteLine($"""

            Tasdir runs at {address.BaseUrl} ({functions.Count} functions; Ctrl-C ends it)
              home page     {address.BaseUrl}{(pages.Contains("/") ? HomePath : "/")}
              pages         {(shown.Length == 0 ? "none" : $"{shown}  ({ByLink})")}
              mailbox       {address.BaseUrl}{MailboxEndpoints.Path}
              people        {address.BaseUrl}{SignInEndpoints.PeoplePath}
              clock         {address.BaseUrl}{ClockEndpoints.Path}
              API document  {address.BaseUrl}{ApiDocument}
              state         {folders.State}{(startedStorage ? " (with the storage emulator, started here)" : "")}

            """);
    }

    public void MapHomePage(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(HomePath, context => HomePage().ExecuteAsync(context));
        if (!Pages().Contains("/"))
        {
            endpoints.MapGet("/", context => HomePage().ExecuteAsync(context));
        }
    }

    private IResult HomePage()
    {
        var links = new StringBuilder();
        foreach (var path in Pages().Concat([ApiDocument, ClockEndpoints.Path, MailboxEndpoints.Path, SignInEndpoints.PeoplePath]))
        {
            links.Append("<li><a href=\"").Append(LocalPage.Text(path)).Append("\">").Append(LocalPage.Text(path)).Append("</a></li>");
        }

        var rows = new StringBuilder();
        foreach (var function in http.All.OrderBy(http.RouteOf, StringComparer.Ordinal))
        {
            var methods = string.Join(", ", function.Trigger.Methods ?? ["any"]).ToUpperInvariant();
            rows.Append("<tr><td>").Append(LocalPage.Text(methods)).Append("</td><td>").Append(LocalPage.Text(http.RouteOf(function)))
                .Append("</td><td>").Append(LocalPage.Text(function.Name)).Append("</td></tr>");
        }

        return LocalPage.Of(
            "Tasdir on this machine",
            $"<h2>Pages</h2><p>{char.ToUpperInvariant(ByLink[0])}{ByLink[1..]}.</p><ul>{links}</ul><h2>HTTP functions</h2><table><tr><th>Methods</th><th>Address</th><th>Function</th></tr>{rows}</table>");
    }

    // What a browser can open without knowing more: GET, nothing to fill in, no file, not under the API's prefix.
    private IEnumerable<string> Pages() => http.All
        .Where(f => f.Trigger.Methods?.Contains("get", StringComparer.OrdinalIgnoreCase) ?? true)
        .Select(http.RouteOf)
        .Where(route => route.AsSpan().IndexOfAny('{', '.') < 0 && !route.StartsWith("/api/", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);
}
