using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>A case on the page of a meeting.</summary>
/// <param name="File">The case.</param>
/// <param name="Session">The session that the meeting treats or treated.</param>
/// <param name="Vote">The member's own vote, or null.</param>
/// <param name="HasConflict">Whether the member declared a conflict of interest in any session of the case.</param>
/// <param name="Link">The member's link to vote; null if the member cannot act on it.</param>
public sealed record MeetingCase(CaseFile File, Session Session, VoteCast? Vote, bool HasConflict, Uri? Link);

/// <summary>Opens the page of a meeting: every case with the member's own vote and link, and afterwards the minutes.</summary>
public sealed class ShowMeeting(
    MeetingLinks links, VoteLinks votes, MeetingStore meetings, ServedMinutes minutes, CaseStore store, Procedure procedure, IOptions<SiteOptions> site)
{
    [Function(nameof(ShowMeeting))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "meeting")] HttpRequest request, CancellationToken cancellation)
    {
        (MeetingPass? pass, bool expired) = links.Open(request.Query["pass"]);
        if (pass is null || expired || await meetings.FindAsync(pass.Meeting.Region, pass.Meeting.On, cancellation) is not { } meeting)
        {
            return await Page.ProblemAsync(request, expired ? RequestCodes.LinkExpired : RequestCodes.LinkInvalid);
        }

        return request.Query["minutes"] == "pdf" && await minutes.FindAsync(request, meeting, cancellation) is { } written
            ? written
            : await MeetingPage.ShowAsync(
                request, meeting, await CasesAsync(pass, meeting, cancellation), await meetings.HasMinutesAsync(meeting.Id, cancellation));
    }

    private async Task<IReadOnlyList<MeetingCase>> CasesAsync(MeetingPass pass, Meeting meeting, CancellationToken cancellation)
    {
        WorkingCalendar calendar = await procedure.CalendarAsync(cancellation);
        List<MeetingCase> cases = [];
        foreach (string reference in await meetings.AgendaAsync(meeting.Id, cancellation))
        {
            CaseFile file = await store.GetAsync(reference, cancellation);
            if (file.Sessions.FindLast(held => held.Meetings.Contains(meeting.Id)) is { } session)
            {
                cases.Add(Of(file, session, pass, calendar));
            }
        }

        return cases;
    }

    private MeetingCase Of(CaseFile file, Session session, MeetingPass pass, WorkingCalendar calendar)
    {
        OpenedBallot opened = new(
            new Ballot(file.Reference, session.Number, session.Round, pass.Seat, pass.Mailbox, calendar.EndOfDay(session.DueOn)), file, procedure.CircumstancesOf(file, calendar));
        return new(
            file,
            session,
            opened.OwnVote,
            opened.HasConflict,
            opened is { IsOpen: true, Acts: true, HasConflict: false } ? votes.Create(site.Value, file, session, session.MemberOf(pass.Seat)!, calendar) : null);
    }
}
