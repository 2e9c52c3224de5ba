using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Mail;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Mail;

/// <summary>A letter as it lies in the local mailbox, from where it is answered and reported on.</summary>
internal sealed record Letterbox(TestApp App, string Id, string To, string? ReplyTo, string MailId, string Text)
{
    /// <summary>The last letter of a kind that went to a seat of a case, once it is there.</summary>
    public static async Task<Letterbox> OfAsync(TestApp app, string reference, string subject, string? to = null) =>
        await World.UntilAsync($"a letter {subject} about {reference}", async () => (await AllAsync(app, reference)).LastOrDefault(letter =>
            letter.Text.Contains(subject, StringComparison.Ordinal) && (to is null || letter.To == to)), CancellationToken.None);

    /// <summary>Every letter about a case.</summary>
    public static async Task<IReadOnlyList<Letterbox>> AllAsync(TestApp app, string reference) =>
    [
        .. (await app.Http.GetFromJsonAsync<JsonNode>("/local/mailbox/messages"))!.AsArray()
            .Where(mail => ((string?)mail!["customArgs"]?["mailId"])?.StartsWith(reference, StringComparison.Ordinal) == true)
            .Select(mail => new Letterbox(
                app, (string)mail!["id"]!, (string)mail["to"]!, (string?)mail["replyTo"], (string)mail["customArgs"]!["mailId"]!, $"{mail["subject"]}\n{mail["text"]}")),
    ];

    /// <summary>Answers it, as its recipient or as somebody else.</summary>
    public Task AnswerAsync(string text, params (string Name, string Value)[] also) => SendAsync("answer", [("text", text), .. also]);

    /// <summary>Reports what became of it.</summary>
    public Task ReportAsync(string kind, string? eventId = null) => SendAsync("event", [("event", kind), ("eventId", eventId ?? ""), ("reason", "550 5.1.1")]);

    /// <summary>An answer that came at an instant and is taken up only now.</summary>
    /// <returns>The mail, as the inbox names it.</returns>
    public async Task<string> ReceiveAsync(string text, DateTimeOffset at, CancellationToken cancellation)
    {
        (byte[] content, string type) = await PostAsync(text, cancellation);
        string key = Keys.ReceivedMail($"{MailId} {text}");
        await App.Services.GetRequiredService<Inbox>().ReceiveAsync(key, content, type, at, cancellation);
        return key;
    }

    /// <summary>An answer, as Inbound Parse posts it.</summary>
    public async Task<(byte[] Content, string Type)> PostAsync(string text, CancellationToken cancellation)
    {
        using MultipartFormDataContent post = new()
        {
            { new StringContent($"From: {To}\r\nSubject: Re\r\n\r\n{text}"), "email" },
            { new StringContent("pass"), "SPF" },
            { new StringContent($"{{{To[To.IndexOf('@', StringComparison.Ordinal)..]} : pass}}"), "dkim" },
            { new StringContent($$"""{"to":["{{ReplyTo}}"],"from":"{{To}}"}"""), "envelope" },
        };
        return (await post.ReadAsByteArrayAsync(cancellation), post.Headers.ContentType!.ToString());
    }

    private async Task SendAsync(string what, (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await App.Http.PostAsync(
            string.Create(CultureInfo.InvariantCulture, $"/local/mailbox/{Id}/{what}"),
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(" with 200.", page, StringComparison.Ordinal);
    }
}
