using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Mail;
using Tasdir.Workflows;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Mail;

/// <summary>
/// Takes up what the mail service tells. A letter that did not arrive is a fact of its case, once; if it was to a member, the
/// alternate is called and the secretary told.
/// </summary>
public sealed class TakeUpMailEvents(DeliveryMarks marks, CaseChanges changes, CommitteeMail waiting, TimeProvider clock)
{
    [Function(nameof(TakeUpMailEvents))]
    public async Task Run(
        [QueueTrigger("%StoragePrefix%-mail-events", Connection = "Storage")] string key,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await marks.FindPostAsync(key, cancellation) is not { } post)
        {
            return;
        }

        foreach (MailEvent told in MailEvent.Read(post))
        {
            await marks.AddAsync(told.MailId, told.EventId, told.Mark, cancellation);
            if (told.Failure is { } why && Correspondence.ReferenceOf(told.MailId) is { } reference)
            {
                await FailAsync(reference, told, why, cancellation);
            }
            else if (told.Failure is not null && Keys.MeetingOfMail(told.MailId) is var (region, on, seat))
            {
                await FailAsync(new LostCall(new MeetingToHold(region, on), seat, told.MailId), told, client, cancellation);
            }
        }

        await marks.ForgetPostAsync(key, cancellation);
    }

    private async Task FailAsync(string reference, MailEvent told, Undelivered why, CancellationToken cancellation)
    {
        Appended appended = await changes.ChangeAsync(
            reference,
            new Operation(Keys.UndeliveredOperation(told.MailId), Actor.Procedure),
            file => Deliveries.Fail(file, told.MailId, why),
            cancellation);
        if (appended.IsRefused)
        {
            throw new InvalidOperationException($"{reference}: that a letter did not arrive is refused: {appended.Refusals[0].Code}.");
        }

        if (appended.File is { } file && file.Letters.Find(letter => letter.Recorded.MailId == told.MailId) is { Recorded.Seat: { } seat } letter)
        {
            await waiting.AddAsync(Lost(told, Deliveries.CommitteeOf(file, seat), seat, letter.To) with { Reference = reference }, cancellation);
        }
    }

    // The mail was about many cases, so no log notes it; the alternate is called in each.
    private async Task FailAsync(LostCall lost, MailEvent told, DurableTaskClient client, CancellationToken cancellation)
    {
        await waiting.AddAsync(Lost(told, lost.Meeting.Region, lost.Seat, to: null), cancellation);
        await client.StartOnceAsync(nameof(AlternateCall), Keys.AlternateCall(lost.MailId), lost, cancellation);
    }

    private WaitingMail Lost(MailEvent told, string region, string seat, string? to) =>
        WaitingMail.Lost(told.MailId, region, seat, to, told.Mark.Kind, told.Mark.Reason, clock.GetUtcNow());
}
