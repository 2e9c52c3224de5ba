using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Host;

namespace Tasdir.Local.Mailbox;

/// <summary>Receives mail as SendGrid's v3 API does, and shows it.</summary>
internal static class MailboxEndpoints
{
    public const string Path = "/local/mailbox";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path + "/v3/mail/send", async http => await (await ReceiveAsync(http)).ExecuteAsync(http));
        endpoints.MapGet(Path, http => ListPage(Store(http)).ExecuteAsync(http));
        endpoints.MapGet(Path + "/{id:long}", http => MessagePage(Store(http), (string)http.Request.RouteValues["id"]!).ExecuteAsync(http));
        endpoints.MapPost(Path + "/{id:long}/answer", async http => await (await AnswerAsync(http)).ExecuteAsync(http));
        endpoints.MapPost(Path + "/{id:long}/event", async http => await (await ReportAsync(http)).ExecuteAsync(http));
        endpoints.MapGet(Path + "/messages", http => Messages(http).ExecuteAsync(http));
    }

    private static MessageStore Store(HttpContext http) => http.RequestServices.GetRequiredService<MessageStore>();

    private static async Task<IResult> ReceiveAsync(HttpContext http)
    {
        if (!http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Refusal(StatusCodes.Status401Unauthorized, [new("The provided authorization grant is invalid, expired, or revoked", null)]);
        }

        SendGridMail? mail;
        try
        {
            mail = await SendGridMail.ReadAsync(http.Request.Body, http.RequestAborted);
        }
        catch (JsonException)
        {
            mail = null;
        }

        if (mail is null)
        {
            return Refusal(StatusCodes.Status400BadRequest, [new("Bad Request", null)]);
        }

        if (mail.Errors().ToList() is { Count: > 0 } errors)
        {
            return Refusal(StatusCodes.Status400BadRequest, errors);
        }

        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var ids = mail.Messages(now).Select(Store(http).Add).ToList();
        http.Response.Headers["X-Message-Id"] = ids[0];
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    // What is not filled in is as for a mail that its recipient answers from their own server.
    private static async Task<IResult> AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Store(http).Find((string)http.Request.RouteValues["id"]!) is not { } mail)
        {
            return Results.NotFound();
        }

        string Given(string name, string otherwise) => form[name] is [{ Length: > 0 } given] ? given : otherwise;
        var from = Given("from", mail.To.Split(", ")[0]);
        MailboxAnswer answer = new(
            from,
            form["text"].ToString(),
            Given("spf", "pass"),
            Given("dkim", $"{{@{from[(from.LastIndexOf('@') + 1)..]} : pass}}"),
            Given("messageId", $"{Guid.NewGuid():N}@mailbox.local"));
        var status = await http.RequestServices.GetRequiredService<Webhooks>().AnswerAsync(mail, answer, http.RequestAborted);
        return Told(mail, "answer", status);
    }

    private static async Task<IResult> ReportAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Store(http).Find((string)http.Request.RouteValues["id"]!) is not { } mail)
        {
            return Results.NotFound();
        }

        var status = await http.RequestServices.GetRequiredService<Webhooks>().ReportAsync(
            mail, form["event"].ToString(), form["reason"], form["eventId"], http.RequestAborted);
        return Told(mail, "event", status);
    }

    private static IResult Told(Message mail, string what, int status) => LocalPage.Of(
        mail.Subject,
        $"<p>The application answered the {what} with {status}.</p><p><a href=\"{Path}/{mail.Id}\">Back to the mail</a></p>");

    private static readonly string[] Events = ["delivered", "deferred", "open", "bounce", "dropped", "spamreport"];

    private static string Forms(Message mail) => $"""
        <h2>Answer</h2>
        <form method="post" action="{Path}/{mail.Id}/answer">
        <p><label>From <input name="from" value="{LocalPage.Text(mail.To.Split(", ")[0])}" size="40"></label></p>
        <p><label>Text<br><textarea name="text" rows="6" cols="80" dir="auto" required></textarea></label></p>
        <p><button>Send</button></p>
        </form>
        <h2>What becomes of it</h2>
        <form method="post" action="{Path}/{mail.Id}/event">
        <p><label>Reason <input name="reason" size="60"></label></p>
        <p>{string.Join(' ', Events.Select(name => $"<button name=\"event\" value=\"{name}\">{name}</button>"))}</p>
        </form>
        """;

    private static IResult Refusal(int status, IReadOnlyList<SendGridMail.Error> errors) =>
        Results.Json(new { errors }, statusCode: status);

    private static IResult Messages(HttpContext http)
    {
        var query = http.Request.Query;
        DateTimeOffset? after = null;
        if (query.TryGetValue("after", out var text))
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            {
                return Results.Problem("after must be an instant, as 2026-12-24T08:00:00Z.", statusCode: StatusCodes.Status400BadRequest);
            }

            after = instant;
        }

        return Results.Json(Store(http).List((string?)query["to"], (string?)query["subject"], after));
    }

    private static IResult ListPage(MessageStore store)
    {
        var rows = new StringBuilder();
        foreach (var mail in store.List().Reverse())
        {
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{mail.At:yyyy-MM-dd HH:mm:ss}</td><td>{LocalPage.Text(mail.To)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td dir=\"auto\"><a href=\"{Path}/{mail.Id}\">{LocalPage.Text(mail.Subject)}</a></td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{mail.Deliveries}</td></tr>");
        }

        return LocalPage.Of("Mailbox", $"<table><tr><th>At (UTC)</th><th>To</th><th>Subject</th><th>Deliveries</th></tr>{rows}</table>");
    }

    // Within the head, for a document that begins with anything but its type is drawn by the rules of the nineties.
    private static string WithLinksBeside(string html) => html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase);

    private static IResult MessagePage(MessageStore store, string id)
    {
        if (store.Find(id) is not { } mail)
        {
            return Results.NotFound();
        }

        // No script, form or style of a mail may touch this page; its links open beside it.
        var html = mail.Html is null ? "" : $"""
            <h2>HTML</h2>
            <iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="{LocalPage.Text(WithLinksBeside(mail.Html))}"></iframe>
            """;
        var text = mail.Text is null ? "" : $"<h2>Text</h2><pre dir=\"{(mail.IsRightToLeft ? "rtl" : "auto")}\">{LocalPage.Text(mail.Text)}</pre>";
        var head = $"""
            <p>{LocalPage.Text(mail.At.ToString("u", CultureInfo.InvariantCulture))}<br>From {LocalPage.Text(mail.From)}<br>
            To {LocalPage.Text(mail.To)}<br>Reply to {LocalPage.Text(mail.ReplyTo ?? mail.From)}<br>Deliveries: {mail.Deliveries}</p>
            """;
        return LocalPage.Of(mail.Subject, head + html + text + Forms(mail));
    }
}
