using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Host;

namespace Tasdir.Local.SignIn;

/// <summary>The development issuer over HTTP, and the page on which to choose somebody to be.</summary>
internal static class SignInEndpoints
{
    public const string Authority = "/local/identity";
    public const string PeoplePath = "/local/people";
    public const string SessionCookie = "tasdir-session";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Authority + "/.well-known/openid-configuration", http => Configuration(http).ExecuteAsync(http));
        endpoints.MapGet(Authority + "/keys", http => Results.Json(Issuer(http).KeySet()).ExecuteAsync(http));
        endpoints.MapPost(Authority + "/token", async http => await (await TokenAsync(http)).ExecuteAsync(http));
        endpoints.MapGet(PeoplePath, http => PeoplePage().ExecuteAsync(http));
        endpoints.MapPost(PeoplePath + "/{id}", http => SignIn(http).ExecuteAsync(http));
    }

    private static TokenIssuer Issuer(HttpContext http) => http.RequestServices.GetRequiredService<TokenIssuer>();

    private static IResult Configuration(HttpContext http)
    {
        var here = http.RequestServices.GetRequiredService<LocalAddress>().BaseUrl + Authority;
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer(http).Issuer,
            ["jwks_uri"] = here + "/keys",
            ["token_endpoint"] = here + "/token",
            ["response_types_supported"] = (string[])["token"],
            ["subject_types_supported"] = (string[])["public"],
            ["id_token_signing_alg_values_supported"] = (string[])["RS256"],
        });
    }

    private static async Task<IResult> TokenAsync(HttpContext http)
    {
        TokenRequest? request = null;
        try
        {
            request = await JsonSerializer.DeserializeAsync<TokenRequest>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (JsonException)
        {
            // Answered below, like a body without a person.
        }

        return People.Find(request?.Person) is not { } person
            ? Results.Problem(
                $"Send {{\"person\":\"officer-10\"}} with the id of one of the people on {PeoplePath}.",
                statusCode: StatusCodes.Status400BadRequest, title: "Nobody of that name")
            : Results.Json(new Dictionary<string, object>
            {
                ["access_token"] = Issuer(http).TokenFor(person),
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)TokenIssuer.Lifetime.TotalSeconds,
            });
    }

    private static IResult SignIn(HttpContext http)
    {
        if (People.Find((string?)http.Request.RouteValues["id"]) is not { } person)
        {
            return Results.NotFound();
        }

        http.Response.Cookies.Append(SessionCookie, Issuer(http).TokenFor(person), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
        });
        return Results.LocalRedirect(person.IsOfficial ? "/desk" : "/applications");
    }

    private static IResult PeoplePage()
    {
        var rows = new StringBuilder();
        foreach (var person in People.All.OrderBy(p => p.IsOfficial).ThenBy(p => p.Region, StringComparer.Ordinal))
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"""
                <tr><td>{person.Region}</td><td>{LocalPage.Text(person.About)}</td><td>{LocalPage.Text(person.Name)}</td>
                <td>{string.Join(", ", person.Roles)}</td><td>{person.Id}</td>
                <td><form method="post" action="{PeoplePath}/{person.Id}"><button>Sign in</button></form></td></tr>
                """);
        }

        return LocalPage.Of("People", $"<table><tr><th>Region</th><th>Where</th><th>Name</th><th>Role</th><th>Id</th><th></th></tr>{rows}</table>");
    }

    private sealed record TokenRequest(string? Person);
}
