using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Mail;
using Tasdir.Workflows;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Mail;

/// <summary>
/// Takes a mail up: an answer of a member becomes an operation of the case, so that a mail that comes twice counts once;
/// everything else waits for a secretary. A machine is never answered, nor is who may not be who they say.
/// </summary>
public sealed class TakeUpMail(Inbox inbox, CommitteeMail waiting, MailReading reading, CaseChanges changes, Procedure procedure, TimeProvider clock)
{
    // A machine that is not known as one would go on answering our letters for ever.
    private const int MostNotUnderstood = 5;
    private const int MostAnswers = 50;

    [Function(nameof(TakeUpMail))]
    public async Task Run(
        [QueueTrigger("%StoragePrefix%-mail", Connection = "Storage")] string key,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await inbox.FindResultAsync(key, cancellation) is not null || await inbox.FindAsync(key, cancellation) is not { } posted)
        {
            return;
        }

        InboundPost? post = await InboundPost.ReadAsync(new MemoryStream(posted.Content), posted.ContentType, cancellation);
        ReceivedMail? mail = post is null ? null : ReceivedMail.Of(post);
        MailPlace? place = mail is null ? null : await reading.PlaceOfAsync(mail, cancellation);
        MeetingPlace? meeting = mail is null || place is not null ? null : await reading.MeetingOfAsync(mail, cancellation);
        MailTrouble? trouble = place is not null ? await TakeAsync(key, mail!, place, posted.ReceivedAt, cancellation)
            : meeting is not null ? await AnswerAsync(mail!, meeting, client, cancellation)
            : MailTrouble.NoCase;
        if (trouble is { } why)
        {
            await waiting.AddAsync(MailForSecretary.Of(key, posted.ReceivedAt, why, mail, place, meeting), cancellation);
        }

        await inbox.ConcludeAsync(key, new MailResult(place?.File.Reference, place?.Member.Seat, trouble is not null), cancellation);
    }

    private async Task<MailTrouble?> TakeAsync(string key, ReceivedMail mail, MailPlace place, DateTimeOffset at, CancellationToken cancellation)
    {
        switch (AutomaticMail.NatureOf(mail))
        {
            case MailNature.Bounce:
                // Whoever knows the address can write so: it calls nobody. What the mail service tells and signs does.
                return reading.WasWrittenTo(place) ? MailTrouble.Bounced : MailTrouble.AddressForged;
            case MailNature.Automatic:
                return MailTrouble.Automatic;
        }

        if (reading.DoubtOf(mail, place) is { } doubt)
        {
            return doubt;
        }

        Understood read = MailForSecretary.Read(mail);
        ReplyTaken[] before = [.. place.File.Replies.Where(reply => reply.Session == place.Session.Number && reply.Seat == place.Member.Seat && reply.MessageKey != key)];
        if (before.Length >= MostAnswers || (read.Answer is null && before.Count(reply => reply.Choice is null) >= MostNotUnderstood))
        {
            return MailTrouble.NotUnderstood;
        }

        MailedAnswer answer = new(
            place.Session.Number,
            place.Target.Round,
            place.Member.Seat,
            mail.From[0].Address.ToLowerInvariant(),
            key,
            read.Answer?.Choice,
            read.Answer?.Amount,
            read.Answer?.Reason,
            at);
        Circumstances now = await procedure.CircumstancesOfAsync(place.File, cancellation);
        await ChangeAsync(place, Keys.ReplyOperation(key), new Actor(place.Member.Seat, Role.Member), file => Replies.Take(file, answer, now), cancellation);
        return read.Answer is null ? MailTrouble.NotUnderstood : null;
    }

    // A meeting has many cases, so an answer to its mail is no vote: whoever wrote it is told where to vote.
    private async Task<MailTrouble> AnswerAsync(ReceivedMail mail, MeetingPlace place, DurableTaskClient client, CancellationToken cancellation)
    {
        MailTrouble? why = AutomaticMail.NatureOf(mail) switch
        {
            MailNature.Bounce => MailTrouble.Bounced,
            MailNature.Automatic => MailTrouble.Automatic,
            _ => reading.DoubtOf(mail, place),
        };
        if (why is { } trouble)
        {
            return trouble;
        }

        string mailbox = mail.From[0].Address.ToLowerInvariant();
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        await client.StartOnceAsync(
            nameof(AgendaAnswer),
            Keys.AgendaAnswer(Keys.Meeting(place.Meeting.Region, place.Meeting.On), mailbox, today),
            new AnsweredAgenda(place.Meeting, mailbox, today),
            cancellation);
        return MailTrouble.ManyCases;
    }

    private async Task ChangeAsync(MailPlace place, string operation, Actor actor, Func<CaseFile, Outcome> rule, CancellationToken cancellation)
    {
        Appended appended = await changes.ChangeAsync(place.File.Reference, new Operation(operation, actor), rule, cancellation);
        if (appended.IsRefused)
        {
            throw new InvalidOperationException($"{place.File.Reference}: {operation} is refused: {appended.Refusals[0].Code}.");
        }
    }
}
