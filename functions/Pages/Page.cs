using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Pages;

/// <summary>What a page says of itself.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="ShowsDocuments">Whether documents are shown on it, as pictures or in frames.</param>
public sealed record PageHead(string Title, bool ShowsDocuments = false);

/// <summary>Renders pages on the server, without scripts, and answers with them.</summary>
public static class Page
{
    // The page loads nothing but its own stylesheet and posts nowhere but here; addresses with ballots go nowhere else.
    private const string ContentPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Documents come from here, too.
    private const string WithDocuments = ContentPolicy + "; img-src 'self'; frame-src 'self'";

    // The default encoder would write every Arabic letter as an entity.
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly ServiceProvider s_services = new ServiceCollection().AddSingleton(s_encoder).BuildServiceProvider();

    /// <summary>A page.</summary>
    /// <param name="request">The request, for its language.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="head">What it says of itself.</param>
    /// <param name="parameters">What the page shows; the wording is added.</param>
    public static async Task<IResult> ShowAsync<TPage>(
        HttpRequest request, int status, PageHead head, params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        Wording wording = new(Language.Of(request));
        Dictionary<string, object?> all = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        all["Wording"] = wording;
        await using HtmlRenderer renderer = new(s_services, NullLoggerFactory.Instance);
        string body = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(all))).ToHtmlString());
        Frame frame = new(
            wording,
            head.Title,
            request.Path,
            OtherLanguage(request, wording),
            await Caller.OfAsync(request.HttpContext),
            SignInPage(request),
            s_encoder);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = head.ShowsDocuments ? WithDocuments : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentLanguage = wording.Language;
        return Results.Content(frame.Around(body), "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>A page that says why there is no other.</summary>
    public static Task<IResult> ProblemAsync(HttpRequest request, string code, params IReadOnlyList<string> values)
    {
        string sentence = Problems.Sentence(new Refusal(code, null, values), Language.Of(request));
        return ShowAsync<ProblemPage>(
            request,
            Problems.StatusOf(code),
            new PageHead(new Wording(Language.Of(request))["Page_Problem"]),
            (nameof(ProblemPage.Sentence), sentence),
            (nameof(ProblemPage.Code), code),
            (nameof(ProblemPage.SignIn), code == RequestCodes.SignInRequired ? SignInPage(request) : null));
    }

    private static string? SignInPage(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.SignInPage;

    private static string? OtherLanguage(HttpRequest request, Wording wording) =>
        HttpMethods.IsGet(request.Method)
            ? request.Path + QueryString.Create(request.Query.Where(pair => pair.Key != "lang").Append(new("lang", wording.Other)))
            : null;
}
