using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Mail;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Mail;

/// <summary>Whatever comes is before a person in the end, however long it is and whatever fails.</summary>
public sealed class CommitteeMailTests(SharedApp shared) : SharedAppTests(shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CommitteeMail Mail => App.Services.GetRequiredService<CommitteeMail>();

    [Theory]
    [InlineData("ش")] // a letter takes one place in the row
    [InlineData("\u0001")] // a sign that takes six
    [InlineData("😀")]
    public async Task The_longest_mail_fits_with_the_longest_note(string sign)
    {
        WaitingMail longest = Longest(sign);

        await Mail.AddAsync(longest, Cancellation);
        WaitingMail? settled = await Mail.SettleAsync(longest.Region, longest.Id, Of(sign, 2000), "secretary-10", Cancellation);

        Assert.Equal(Of(sign, 2000), settled!.Note);
        WaitingMail kept = (await Mail.FindAsync(longest.Region, longest.Id, Cancellation))!;
        Assert.Equal(settled.Note, kept.Note);
        Assert.StartsWith(kept.Words!, longest.Words!, StringComparison.Ordinal);
        Assert.InRange(kept.Words!.Length, 1000, 4000);
    }

    [Fact]
    public async Task Arabic_words_are_kept_whole()
    {
        WaitingMail longest = Longest("ش");

        await Mail.AddAsync(longest, Cancellation);

        WaitingMail kept = (await Mail.FindAsync(longest.Region, longest.Id, Cancellation))!;
        Assert.Equal((longest.Words, 20), (kept.Words, kept.Attachments.Count));
    }

    [Fact]
    public async Task A_mail_that_could_not_be_taken_up_however_often_waits_for_the_secretary_of_its_committee()
    {
        Journey journey = await StandingAsync(CaseState.Committee);
        Letterbox letter = await Letterbox.OfAsync(App, journey.Reference, "votre vote est attendu");
        (byte[] content, string type) = await letter.PostAsync("APPROUVE", Cancellation);

        WaitingMail waiting = await FailedAsync("10", content, type);

        Assert.Equal((journey.Reference, "APPROUVE"), (waiting.Reference, waiting.Words));
    }

    [Fact]
    public async Task A_mail_that_cannot_even_be_read_waits_for_the_national_secretary()
    {
        WaitingMail waiting = await FailedAsync("00", [1, 2, 3], "multipart/form-data; boundary=b");

        Assert.True(waiting.HasSource);
    }

    // As the host sets a message aside that failed five times.
    private async Task<WaitingMail> FailedAsync(string region, byte[] content, string type)
    {
        string key = Keys.ReceivedMail(Guid.NewGuid().ToString());
        StorageClients storage = App.Services.GetRequiredService<StorageClients>();
        await storage.Container(Keys.Inbox).GetBlobClient(key).UploadAsync(
            BinaryData.FromBytes(content), new BlobUploadOptions { HttpHeaders = new() { ContentType = type } }, Cancellation);

        await storage.Queue(Keys.FailedMail).SendMessageAsync(key, Cancellation);

        WaitingMail waiting = await World.UntilAsync("the mail in the queue", () => Mail.FindAsync(region, key, Cancellation), Cancellation);
        Assert.Equal(MailTrouble.Failed, waiting.Why);
        return waiting;
    }

    private static WaitingMail Longest(string sign) => new()
    {
        Id = Keys.ReceivedMail(Guid.NewGuid().ToString()),
        Region = "99",
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Why = MailTrouble.NotUnderstood,
        Reference = "TSD-2026-10-7F3KQ9",
        Seat = "chamber",
        From = Of(sign, 320),
        Subject = Of(sign, 500),
        Words = Of(sign, 4000),
        Spf = Of(sign, 40),
        Dkim = Of(sign, 500),
        Attachments = [.. Enumerable.Repeat(Of(sign, 200), 20)],
        HasSource = true,
    };

    private static string Of(string sign, int length) => string.Concat(Enumerable.Repeat(sign, length / sign.Length));
}
