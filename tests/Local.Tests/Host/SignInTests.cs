using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tasdir.Local.Host;
using Tasdir.Local.SignIn;

namespace Tasdir.Local.Tests.Host;

public sealed class SignInTests
{
    private const string Audience = "tasdir-api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_holds_against_the_published_keys_and_says_who_the_person_is()
    {
        await using var host = await StartAsync();

        var result = await ValidateAsync(host, await TokenAsync(host, "officer-10"));

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("officer-10", result.Claims["sub"]);
        Assert.Equal("officer-10@tasdir.example", result.Claims["email"]);
        Assert.Equal("officer", Assert.Single(result.ClaimsIdentity.FindAll("roles")).Value);
        Assert.Equal(["10", "fr"], [result.Claims["region"], result.Claims["locale"]]);
    }

    [Fact]
    public async Task A_token_outlives_a_restart()
    {
        var root = TestHost.NewRoot();
        var first = await StartAsync(root);
        var token = await TokenAsync(first, "operator");
        var issuer = first.Services.GetRequiredService<TokenIssuer>().Issuer;
        await first.StopAsync();
        await using var second = await StartAsync(root);

        Assert.True((await ValidateAsync(second, token, issuer)).IsValid);
    }

    [Fact]
    public async Task A_token_of_another_key_does_not_hold()
    {
        await using var host = await StartAsync();
        await using var other = await StartAsync();

        Assert.False((await ValidateAsync(host, await TokenAsync(other, "operator"), other.Services.GetRequiredService<TokenIssuer>().Issuer)).IsValid);
    }

    [Fact]
    public async Task A_token_is_good_for_twelve_hours_of_the_moved_clock()
    {
        await using var host = await StartAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(30));
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        var token = new JsonWebToken(await TokenAsync(host, "applicant-1"));

        Assert.InRange(token.ValidFrom, now.UtcDateTime.AddSeconds(-2), now.UtcDateTime.AddSeconds(30));
        Assert.Equal(TimeSpan.FromHours(12), token.ValidTo - token.ValidFrom);
    }

    [Theory]
    [InlineData("""{"person":"nobody"}""")]
    [InlineData("{}")]
    [InlineData("?")]
    public async Task Nobody_gets_no_token(string body)
    {
        await using var host = await StartAsync();

        var answer = await host.Client.PostAsync("/local/identity/token", new StringContent(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("verifier-02", "/desk")]
    [InlineData("applicant-3", "/applications")]
    public async Task Choosing_a_person_sets_the_session_and_leads_to_their_page(string person, string page)
    {
        await using var host = await StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Client.BaseAddress };
        Assert.Contains($"/local/people/{person}", await browser.GetStringAsync("/local/people", Cancellation), StringComparison.Ordinal);

        var answer = await browser.PostAsync($"/local/people/{person}", null, Cancellation);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Equal(page, answer.Headers.Location!.ToString());
        Assert.Matches("^tasdir-session=[^;]+; path=/; samesite=lax; httponly$", cookie);
        Assert.True((await ValidateAsync(host, cookie.Split('=', 2)[1].Split(';')[0])).IsValid);
    }

    [Fact]
    public void Every_region_has_its_officials_and_its_agent_and_nobody_shares_a_name()
    {
        Assert.Equal(90, People.All.Count);
        Assert.Equal(90, People.All.Select(p => p.Name).Distinct().Count());
        var officials = People.All.Where(p => p.IsOfficial && p.Region != "00").GroupBy(p => p.Region).ToList();
        Assert.Equal(12, officials.Count);
        Assert.All(officials, region => Assert.Equal(7, region.SelectMany(p => p.Roles).Distinct().Count()));
        Assert.Equal("ar", People.Find("applicant-1")!.Locale);
    }

    private static Task<TestHost> StartAsync(string? root = null) =>
        TestHost.StartAsync(root, settings: ["--Identity:Authority", "http://localhost:7071/local/identity", "--Identity:Audience", Audience]);

    private static async Task<string> TokenAsync(TestHost host, string person)
    {
        var answer = await host.Client.PostAsJsonAsync("/local/identity/token", new { person }, Cancellation);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.Equal(12 * 60 * 60, token.GetProperty("expires_in").GetInt32());
        return token.GetProperty("access_token").GetString()!;
    }

    // As the bearer middleware does: the metadata of the authority, its keys, then issuer, audience and signature.
    private static async Task<TokenValidationResult> ValidateAsync(TestHost host, string token, string? issuer = null)
    {
        var authority = host.Services.GetRequiredService<LocalAddress>().BaseUrl + "/local/identity";
        var metadata = await host.Client.GetFromJsonAsync<JsonElement>(authority + "/.well-known/openid-configuration", Cancellation);
        var keys = new JsonWebKeySet(await host.Client.GetStringAsync(metadata.GetProperty("jwks_uri").GetString(), Cancellation));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer ?? metadata.GetProperty("issuer").GetString(),
            ValidAudience = Audience,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
        });
    }
}
