using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.SignIn;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Pages;

/// <summary>Somebody who opens pages and sends their forms, as a browser does: with the cookies that it was given, and no others.</summary>
internal sealed partial class Visitor(TestApp app, string person)
{
    private readonly string _session = "tasdir-session=" + app.Services.GetRequiredService<TokenIssuer>().TokenFor(People.Find(person)!);
    private string? _form;

    /// <summary>The cookie that came with a page of forms, as it was set.</summary>
    public string? SetCookie { get; private set; }

    /// <summary>Opens a page.</summary>
    public async Task<string> OpenAsync(string path)
    {
        using HttpResponseMessage answer = await app.Http.TellAsync(HttpMethod.Get, path, null, ("Cookie", Cookies));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
        {
            SetCookie = set.Single();
            _form = SetCookie.Split(';')[0];
        }

        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a form of a page with what it carries unseen, and what is filled in.</summary>
    public Task<HttpResponseMessage> SendAsync(string page, string form, params (string Name, string Value)[] filledIn)
    {
        (string action, Dictionary<string, string> fields) = FormOf(page, form);
        foreach ((string name, string value) in filledIn)
        {
            fields[name] = value;
        }

        return PostAsync(action, fields);
    }

    /// <summary>Sends fields to an address.</summary>
    public Task<HttpResponseMessage> PostAsync(string action, IEnumerable<KeyValuePair<string, string>> fields) =>
        app.Http.TellAsync(HttpMethod.Post, action.Split('#')[0], new FormUrlEncodedContent(fields), ("Cookie", Cookies));

    /// <summary>Where a form is sent, and what it carries unseen.</summary>
    public static (string Action, Dictionary<string, string> Fields) FormOf(string page, string id)
    {
        string form = Forms().Matches(page).Select(match => match.Value).Single(text => text.Contains($" id=\"{id}\"", StringComparison.Ordinal));
        return (
            WebUtility.HtmlDecode(Action().Match(form).Groups[1].Value),
            Hidden().Matches(form).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value)));
    }

    private string Cookies => _form is null ? _session : $"{_session}; {_form}";

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\" ?/?>")]
    private static partial Regex Hidden();
}
