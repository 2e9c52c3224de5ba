using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tasdir.Local.Demo;

/// <summary>A mail that arrived.</summary>
/// <param name="To">Recipient.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The HTML.</param>
/// <param name="MailId">Id of the mail for life.</param>
/// <param name="Deliveries">How often it was handed over.</param>
public sealed record ArrivedMail(string To, string Subject, string Text, string Html, string MailId, int Deliveries);

/// <summary>What surrounds the people of the story: time passes, mail arrives, members vote.</summary>
public sealed partial class World(HttpClient http)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);

    /// <summary>The instant in this world.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<JsonNode>("/local/clock", cancellation))!["now"]!.GetValue<DateTimeOffset>();

    /// <summary>Lets days pass, to a day on which offices work; everything that falls due on the way happens.</summary>
    public async Task LetPassAsync(int days, CancellationToken cancellation)
    {
        DateTimeOffset target = await OfficeDays.NextAsync(http, (await NowAsync(cancellation)).AddDays(days), cancellation);
        using HttpResponseMessage response = await http.PostAsJsonAsync("/local/clock", new { to = target }, cancellation);
        // Sent again, the move may find the clock there already.
        if (!response.IsSuccessStatusCode && await NowAsync(cancellation) < target)
        {
            throw new InvalidOperationException($"The clock was not moved: {await response.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    /// <summary>Waits until everything that was begun is done.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/local/clock", new { advance = TimeSpan.Zero }, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        long began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < s_patience)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(s_pause, cancellation);
        }

        throw new TimeoutException($"It never came: {what}.");
    }

    /// <summary>Mail that arrived about a case, oldest first.</summary>
    public async Task<IReadOnlyList<ArrivedMail>> MailAsync(string reference, CancellationToken cancellation)
    {
        JsonArray all = (await http.GetFromJsonAsync<JsonNode>("/local/mailbox/messages", cancellation))!.AsArray();
        return
        [
            .. all.Select(mail => new ArrivedMail(
                    (string)mail!["to"]!,
                    (string)mail["subject"]!,
                    (string?)mail["text"] ?? "",
                    (string?)mail["html"] ?? "",
                    (string?)mail["customArgs"]?["mailId"] ?? "",
                    (int)mail["deliveries"]!))
                .Where(mail => mail.MailId.StartsWith(reference, StringComparison.Ordinal)),
        ];
    }

    /// <summary>A member opens the link in a mail and votes.</summary>
    public async Task VoteAsync(ArrivedMail invitation, string choice, decimal? amount, string? reason, CancellationToken cancellation)
    {
        string ballot = WebUtility.UrlDecode(Ballot().Match(invitation.Text).Groups["ballot"].Value);
        (await http.GetAsync(new Uri($"/vote?ballot={Uri.EscapeDataString(ballot)}", UriKind.Relative), cancellation)).EnsureSuccessStatusCode();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["ballot"] = ballot,
            ["choice"] = choice,
            ["amount"] = amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
            ["reason"] = reason ?? "",
        });
        using HttpResponseMessage response = await http.PostAsync(new Uri("/vote", UriKind.Relative), form, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The vote was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    [GeneratedRegex(@"/vote\?ballot=(?<ballot>[A-Za-z0-9_%-]+)")]
    private static partial Regex Ballot();
}
