using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.SignIn;
using Tasdir.TestKit;
using Tasdir.TestKit.Contract;

namespace Tasdir.Functions.Tests.Http;

/// <summary>A token opens the API only if this installation's issuer made it, for this API, for now.</summary>
public sealed class SignInTests(SharedApp shared) : SharedAppTests(shared)
{
    public static TheoryData<string> Operations =>
        [.. ApiContract.Served.Operations.Where(operation => IsOfApi(operation) && !IsForAnyone(operation)).Select(operation => operation.Id)];

    [Fact]
    public void Anyone_may_ask_for_the_programme_and_try_before_filing_and_only_the_mail_service_knocks_otherwise() => Assert.Equal(
        ["ReadHolidays", "ReadProgramme", "ReadRegions", "ReadRequiredDocuments", "ReadScheme", "ReadSchemes", "ReceiveMail", "ReceiveMailEvents", "TryEligibility"],
        ApiContract.Served.Operations.Where(operation => IsOfApi(operation) && IsForAnyone(operation)).Select(operation => operation.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Without_a_token_the_API_does_nothing(string operation)
    {
        ApiOperation asked = ApiContract.Served.Operations.Single(candidate => candidate.Id == operation);
        Journey draft = await StandingAsync(CaseState.Draft);
        string path = asked.Path.Replace("{reference}", draft.Reference, StringComparison.Ordinal).Replace("{tranche}", "1", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal);

        await draft.AddsNothingAsync(async () => await App.Http.TellAsync(new HttpMethod(asked.Method), path, null)
            .RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required"));
    }

    [Fact]
    public async Task The_tokens_of_the_issuer_open_the_API() => await OpensAsync(_ => { });

    [Fact]
    public async Task A_token_whose_time_is_over_opens_nothing() => await OpensNothingAsync(claims => claims["exp"] = Now.AddMinutes(-3).ToUnixTimeSeconds());

    [Fact]
    public async Task A_clock_two_minutes_apart_is_forgiven()
    {
        await OpensAsync(claims => claims["exp"] = Now.AddMinutes(-1).ToUnixTimeSeconds());
        await OpensAsync(claims => claims["nbf"] = Now.AddMinutes(1).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_token_whose_time_has_not_come_opens_nothing() => await OpensNothingAsync(claims => claims["nbf"] = Now.AddMinutes(4).ToUnixTimeSeconds());

    [Fact]
    public async Task A_token_without_an_end_opens_nothing() => await OpensNothingAsync(claims => claims.Remove("exp"));

    [Fact]
    public async Task A_token_of_another_issuer_opens_nothing() => await OpensNothingAsync(claims => claims["iss"] = "https://login.example/other");

    [Fact]
    public async Task A_token_for_another_audience_opens_nothing() => await OpensNothingAsync(claims => claims["aud"] = "another-api");

    [Fact]
    public async Task A_token_of_nobody_opens_nothing() => await OpensNothingAsync(claims => claims["sub"] = "");

    [Fact]
    public async Task A_token_signed_with_another_key_opens_nothing()
    {
        using RSA other = RSA.Create(2048);
        await RefusedAsync(Sign(Parts(Token()), other));
    }

    [Fact]
    public async Task An_altered_token_opens_nothing()
    {
        string[] parts = Token().Split('.');
        JsonObject claims = Decode(parts[1]);
        claims["roles"] = new JsonArray("operator");

        await RefusedAsync($"{parts[0]}.{Encode(claims)}.{parts[2]}");
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""", "")]
    [InlineData("""{"alg":"none","typ":"JWT"}""", "c2lnbmVk")]
    public async Task An_unsigned_token_opens_nothing(string header, string signature) =>
        await RefusedAsync($"{Encode(JsonNode.Parse(header)!)}.{Token().Split('.')[1]}.{signature}");

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    public async Task Garbage_opens_nothing(string token) => await RefusedAsync(token);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string Token() => App.Services.GetRequiredService<TokenIssuer>().TokenFor(People.Find("officer-10")!);

    private async Task OpensAsync(Action<JsonObject> change) =>
        Assert.Equal(HttpStatusCode.OK, (await App.Bearing(Changed(change)).GetAsync("/api/desk", TestContext.Current.CancellationToken)).StatusCode);

    private Task<JsonNode> OpensNothingAsync(Action<JsonObject> change) => RefusedAsync(Changed(change));

    private Task<JsonNode> RefusedAsync(string token) =>
        App.Bearing(token).GetAsync("/api/desk", TestContext.Current.CancellationToken).RefusesAsync(HttpStatusCode.Unauthorized, "sign_in_required");

    // Signed with the issuer's own key, so that nothing but the change is wrong.
    private string Changed(Action<JsonObject> change)
    {
        (JsonObject header, JsonObject claims) = Parts(Token());
        change(claims);
        using RSA key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(App.Folder, "identity.pem")));
        return Sign((header, claims), key);
    }

    private static string Sign((JsonObject Header, JsonObject Claims) token, RSA key)
    {
        string signed = $"{Encode(token.Header)}.{Encode(token.Claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static (JsonObject Header, JsonObject Claims) Parts(string token) => (Decode(token.Split('.')[0]), Decode(token.Split('.')[1]));

    private static JsonObject Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Encode(JsonNode part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static bool IsOfApi(ApiOperation operation) => operation.Path.StartsWith("/api/", StringComparison.Ordinal);

    private static bool IsForAnyone(ApiOperation operation) => operation.Content["security"] is JsonArray { Count: 0 };
}
