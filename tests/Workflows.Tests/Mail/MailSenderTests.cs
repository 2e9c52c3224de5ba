using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Mail;
using Tasdir.Mail.Layout;

namespace Tasdir.Workflows.Tests.Mail;

public sealed class MailSenderTests : IAsyncLifetime
{
    private const string Recipient = "fatima@tifaouine.example";
    private static readonly Letter Letter = new("Dossier reçu", "<p>مرحبا</p>", "مرحبا", new LetterPage("Dossier reçu", []));

    private readonly FakeMailService service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await service.StartAsync(Cancellation);

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_mail_carries_its_id_both_bodies_and_no_tracking()
    {
        MailOutcome outcome = await Sender().SendAsync("mail-7", Recipient, Letter, Cancellation);

        Assert.Equal(MailOutcome.Accepted, outcome);
        (string path, string authorization, JsonElement mail) = Assert.Single(service.Received);
        Assert.Equal("/local/mailbox/v3/mail/send", path);
        Assert.Equal("Bearer key-1", authorization);
        JsonElement personalization = Assert.Single(mail.GetProperty("personalizations").EnumerateArray());
        Assert.Equal(Recipient, Assert.Single(personalization.GetProperty("to").EnumerateArray()).GetProperty("email").GetString());
        Assert.Equal("mail-7", mail.GetProperty("custom_args").GetProperty("mailId").GetString());
        Assert.Equal("office@tasdir.example", mail.GetProperty("from").GetProperty("email").GetString());
        Assert.Equal(Letter.Subject, mail.GetProperty("subject").GetString());
        Assert.Equal("auto-generated", mail.GetProperty("headers").GetProperty("Auto-Submitted").GetString());
        Assert.Equal(
            [("text/plain", Letter.Text), ("text/html", Letter.Html)],
            mail.GetProperty("content").EnumerateArray().Select(part => (part.GetProperty("type").GetString()!, part.GetProperty("value").GetString()!)));
        Assert.False(mail.GetProperty("tracking_settings").GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(mail.GetProperty("tracking_settings").GetProperty("open_tracking").GetProperty("enable").GetBoolean());
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_or_failing_service_is_worth_another_try(int status)
    {
        service.Status = status;
        await Assert.ThrowsAsync<MailUnavailableException>(() => Sender().SendAsync("mail-7", Recipient, Letter, Cancellation));

        service.Status = 202;
        Assert.Equal(MailOutcome.Accepted, await Sender().SendAsync("mail-7", Recipient, Letter, Cancellation));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(413)]
    public async Task A_refusal_is_final_and_its_message_names_no_person(int status)
    {
        service.Status = status;

        MailRefusedException refused = await Assert.ThrowsAsync<MailRefusedException>(
            () => Sender().SendAsync("mail-7", Recipient, Letter, Cancellation));

        Assert.Equal(status, (int)refused.Status);
        Assert.Contains("mail-7", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tifaouine", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_worth_another_try()
    {
        MailSender sender = Sender();
        await service.DisposeAsync();

        await Assert.ThrowsAsync<MailUnavailableException>(() => sender.SendAsync("mail-7", Recipient, Letter, Cancellation));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_worth_another_try()
    {
        service.Answers = false;

        await Assert.ThrowsAsync<MailUnavailableException>(
            () => Sender(("TimeoutSeconds", "1")).SendAsync("mail-7", Recipient, Letter, Cancellation));
    }

    [Fact]
    public async Task Giving_up_is_not_taken_for_a_fault_of_the_service()
    {
        service.Answers = false;
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<MailOutcome> sending = Sender().SendAsync("mail-7", Recipient, Letter, giveUp.Token);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("fatima@tifaouine.example", true)]
    [InlineData("Fatima@Tifaouine.example", true)]
    [InlineData("@tifaouine.example", true)]
    [InlineData("@example", false)]
    [InlineData("tifaouine.example", false)]
    [InlineData("other@tifaouine.example", false)]
    [InlineData(null, false)]
    public async Task Mail_leaves_only_for_the_allow_list(string? allowed, bool leaves)
    {
        MailOutcome outcome = await Sender(("AllowedRecipients:0", allowed)).SendAsync("mail-7", Recipient, Letter, Cancellation);

        Assert.Equal(leaves ? MailOutcome.Accepted : MailOutcome.NotAllowed, outcome);
        Assert.Equal(leaves ? 1 : 0, service.Received.Count);
    }

    [Theory]
    [InlineData("ApiKey", "")]
    [InlineData("Host", "not an address")]
    [InlineData("From", "nobody")]
    [InlineData("TimeoutSeconds", "0")]
    public void Wrong_options_are_found_when_the_app_starts(string option, string value)
    {
        OptionsValidationException found = Assert.Throws<OptionsValidationException>(
            () => Services((option, value)).GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(option, found.Message, StringComparison.Ordinal);
    }

    private MailSender Sender(params (string Option, string? Value)[] changes) => Services(changes).GetRequiredService<MailSender>();

    private ServiceProvider Services(params (string Option, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Mail:ApiKey"] = "key-1",
            ["Mail:Host"] = service.Address + "/local/mailbox",
            ["Mail:From"] = "office@tasdir.example",
            ["Mail:AllowedRecipients:0"] = "*",
        };
        foreach ((string option, string? value) in changes)
        {
            settings[$"Mail:{option}"] = value;
            if (value is null)
            {
                settings.Remove($"Mail:{option}");
            }
        }

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddTasdirMail()
            .BuildServiceProvider();
    }
}
