using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Tasdir.Local.Tests.Host;

public sealed class MailboxTests
{
    private const string Mail = """
        { "personalizations": [ { "to": [ { "email": "fatma@example.org", "name": "Fatma" } ], "subject": "استلام الملف" } ],
          "from": { "email": "noreply@tasdir.example" }, "reply_to": { "email": "reply+1@tasdir.example" },
          "content": [ { "type": "text/plain", "value": "مرحبا <b>" }, { "type": "text/html", "value": "<html dir=\"rtl\"><p>مرحبا</p><script>alert(1)</script></html>" } ],
          "custom_args": { "mailId": "m-1" } }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_accepted_kept_over_a_restart_and_found_again()
    {
        var root = TestHost.NewRoot();
        var first = await TestHost.StartAsync(root);
        var answer = await SendAsync(first, Mail);
        await first.StopAsync();
        await using var second = await TestHost.StartAsync(root);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var mail = Assert.Single(await MessagesAsync(second, "?to=Fatma@example.org&subject=استلام&after=2020-01-01T00:00:00Z"));
        Assert.Equal(answer.Headers.GetValues("X-Message-Id").Single(), mail.GetProperty("id").GetString());
        Assert.Equal("fatma@example.org", mail.GetProperty("to").GetString());
        Assert.Equal("reply+1@tasdir.example", mail.GetProperty("replyTo").GetString());
        Assert.Equal("مرحبا <b>", mail.GetProperty("text").GetString());
        Assert.Equal("m-1", mail.GetProperty("customArgs").GetProperty("mailId").GetString());
    }

    [Theory]
    [InlineData("?to=else@example.org")]
    [InlineData("?subject=other")]
    [InlineData("?after=2999-01-01T00:00:00Z")]
    public async Task A_search_that_does_not_fit_finds_nothing(string query)
    {
        await using var host = await TestHost.StartAsync();
        await SendAsync(host, Mail);

        Assert.Empty(await MessagesAsync(host, query));
    }

    [Fact]
    public async Task A_mail_sent_twice_under_one_mail_id_stands_once_and_counts_two_deliveries()
    {
        await using var host = await TestHost.StartAsync();

        var ids = new[] { await SendAsync(host, Mail), await SendAsync(host, Mail) }.Select(a => a.Headers.GetValues("X-Message-Id").Single());

        Assert.Single(ids.Distinct());
        Assert.Equal(2, Assert.Single(await MessagesAsync(host)).GetProperty("deliveries").GetInt32());
    }

    [Fact]
    public async Task Without_a_bearer_key_mail_is_refused_as_SendGrid_does()
    {
        await using var host = await TestHost.StartAsync();

        var answer = await SendAsync(host, Mail, key: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("The provided authorization grant", await FirstErrorAsync(answer, "message"), StringComparison.Ordinal);
        Assert.Empty(await MessagesAsync(host));
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("{}", "personalizations")]
    [InlineData("""{"personalizations":[{"to":[{"email":"nobody"}],"subject":"s"}],"from":{"email":"a@b"},"content":[{"type":"text/plain","value":"v"}]}""", "personalizations.0.to")]
    [InlineData("""{"personalizations":[{"to":[{"email":"a@b"}],"subject":"s"}],"content":[{"type":"text/plain","value":"v"}]}""", "from.email")]
    [InlineData("""{"personalizations":[{"to":[{"email":"a@b"}],"subject":"s"}],"from":{"email":"a@b"},"content":[]}""", "content")]
    [InlineData("""{"personalizations":[{"to":[{"email":"a@b"}]}],"from":{"email":"a@b"},"content":[{"type":"text/plain","value":"v"}]}""", "subject")]
    public async Task A_bad_mail_is_refused_with_the_field_as_SendGrid_does(string body, string? field)
    {
        await using var host = await TestHost.StartAsync();

        var answer = await SendAsync(host, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, await FirstErrorAsync(answer, "field"));
    }

    [Fact]
    public async Task A_right_to_left_mail_is_shown_so_and_cannot_run_scripts_on_the_page()
    {
        await using var host = await TestHost.StartAsync();
        var id = (await SendAsync(host, Mail)).Headers.GetValues("X-Message-Id").Single();

        var list = await host.Client.GetStringAsync("/local/mailbox", Cancellation);
        var page = await host.Client.GetStringAsync($"/local/mailbox/{id}", Cancellation);

        Assert.Contains($"/local/mailbox/{id}", list, StringComparison.Ordinal);
        Assert.Contains("<pre dir=\"rtl\">", page, StringComparison.Ordinal);
        Assert.Contains("sandbox=\"allow-popups", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/local/mailbox/999", Cancellation)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestHost host, string body, string? key = "local-mailbox")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/local/mailbox/v3/mail/send")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await host.Client.SendAsync(request, Cancellation);
    }

    private static async Task<string?> FirstErrorAsync(HttpResponseMessage answer, string part) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors")[0].GetProperty(part).GetString();

    private static async Task<JsonElement[]> MessagesAsync(TestHost host, string query = "") =>
        (await host.Client.GetFromJsonAsync<JsonElement[]>("/local/mailbox/messages" + query, Cancellation))!;
}
