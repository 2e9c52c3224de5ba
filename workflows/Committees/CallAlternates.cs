using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>A mail about a meeting that did not arrive.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Seat">The seat that it went to.</param>
/// <param name="MailId">The mail; its id says to whom it went.</param>
public sealed record LostCall(MeetingToHold Meeting, string Seat, string MailId);

/// <summary>Calls the alternate in every case of a meeting on which the member whose mail did not arrive has not voted.</summary>
public sealed class CallAlternates(Procedure procedure, CaseStore store, Projections projections, MeetingStore meetings)
{
    /// <summary>Calls them. Called again, they are called already.</summary>
    /// <returns>Whether somebody acts for the seat instead.</returns>
    [Function(nameof(CallAlternates))]
    public async Task<bool> Run([ActivityTrigger] LostCall lost, CancellationToken cancellation)
    {
        string meeting = Keys.Meeting(lost.Meeting.Region, lost.Meeting.On);
        bool called = false;
        foreach (string reference in await meetings.AgendaAsync(meeting, cancellation))
        {
            CaseFile before = await procedure.ReadAsync(reference, cancellation);
            string? mailbox = before.Sessions[^1].MemberOf(lost.Seat)?.Mailbox;
            bool isTheirs = mailbox is not null && lost.MailId.StartsWith(Keys.MeetingMember(meeting, lost.Seat, mailbox), StringComparison.Ordinal);
            Appended appended = isTheirs
                ? await store.AppendAsync(
                    reference,
                    new Operation(Keys.UndeliveredOperation(lost.MailId), Actor.Procedure),
                    file => Sitting.CallAlternate(file, lost.Seat, mailbox!),
                    beforeWriting: null,
                    cancellation)
                : new Appended(before, []);
            if (isTheirs)
            {
                await projections.ProjectAsync(appended.File!, cancellation);
            }

            // A case in which this was done before says so in its log.
            called |= appended.File!.Sessions[^1].Barred.Any(barred =>
                barred.Seat == lost.Seat && lost.MailId.StartsWith(Keys.MeetingMember(meeting, lost.Seat, barred.Mailbox), StringComparison.Ordinal));
        }

        return called;
    }
}
