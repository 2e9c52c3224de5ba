using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Paper;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>A meeting that is over.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Waiting">Cases that it supports and that the region's funds did not reach.</param>
public sealed record MinutesToWrite(MeetingToHold Meeting, IReadOnlyList<string> Waiting);

/// <summary>Writes the minutes of a meeting from the logs of its cases, once: written again, the first ones stay.</summary>
public sealed class WriteMinutes(CaseStore store, MeetingStore meetings, TimeProvider clock)
{
    /// <summary>Writes them.</summary>
    [Function(nameof(WriteMinutes))]
    public async Task Run([ActivityTrigger] MinutesToWrite write, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(write.Meeting.Region, write.Meeting.On, cancellation))!;
        List<(CaseFile File, Session Session)> treated = [];
        foreach (string reference in await meetings.AgendaAsync(meeting.Id, cancellation))
        {
            CaseFile file = await store.GetAsync(reference, cancellation);
            treated.Add((file, file.Sessions.FindLast(session => session.Meetings.Contains(meeting.Id))!));
        }

        if (treated.Count > 0)
        {
            await meetings.WriteMinutesAsync(meeting.Id, Minutes.Write(FactsOf(meeting, treated, write.Waiting), clock.GetUtcNow()), cancellation);
        }
    }

    private static MinutesFacts FactsOf(Meeting meeting, List<(CaseFile File, Session Session)> treated, IReadOnlyList<string> waiting)
    {
        ProgrammeRules rules = Programmes.Current(meeting.On);
        bool national = meeting.Level == CommitteeLevel.National;
        Session first = treated[0].Session;
        return new MinutesFacts
        {
            Committee = national ? rules.Committees.National.Name : rules.Committees.Of(meeting.Region).Name,
            Region = national ? new Text("Maroc", "المغرب") : rules.Region(meeting.Region).Name,
            Meeting = meeting.Id,
            Day = meeting.On,
            ConvenedOn = WorkingCalendar.Default.DateOf(meeting.ConvenedAt),
            Rules = MeetingTexts.RulesOf(first),
            Seats = [.. first.Members.Select(member => SeatOf(member, treated))],
            Cases =
            [
                .. treated.Where(one => one.Session.Decision is not null)
                    .OrderBy(one => one.Session.Decision!.Rank ?? int.MaxValue).ThenBy(one => one.File.Reference, StringComparer.Ordinal)
                    .Select(one => DecidedOf(one.File, one.Session, waiting.Contains(one.File.Reference))),
            ],
            Undecided =
            [
                .. treated.Where(one => one.Session.Decision is null)
                    .Select(one => UndecidedOf(one.File, one.Session)),
            ],
        };
    }

    // Present is whoever voted on a case or declared an interest in one.
    private static MinutedSeat SeatOf(Member member, List<(CaseFile File, Session Session)> treated)
    {
        string? holder = treated.Select(one => one.Session.Opened.Members?.FirstOrDefault(opened => opened.Seat == member.Seat)?.Mailbox).FirstOrDefault(mailbox => mailbox is not null);
        string[] voters = [.. treated.Select(one => one.Session.Voters.GetValueOrDefault(member.Seat)).OfType<string>()];
        string? acted = voters.FirstOrDefault(voter => !Same(voter, holder)) ?? voters.FirstOrDefault() ?? member.Mailbox;
        string? alternate = treated[0].Session.Opened.Members?.FirstOrDefault(opened => opened.Seat == member.Seat)?.Alternate;
        return new(
            member.Name ?? new Text(member.Seat, member.Seat),
            treated.Exists(one => one.Session.VoteOf(member.Seat) is not null || one.Session.Conflicts.Exists(conflict => conflict.Seat == member.Seat)),
            acted is null ? ActingFor.Nobody : Same(acted, holder) ? ActingFor.Holder : Same(acted, alternate) ? ActingFor.Alternate : ActingFor.Delegate);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static DecidedCase DecidedOf(CaseFile file, Session session, bool waits) => new()
    {
        Reference = file.Reference,
        Applicant = file.Form.Name ?? file.Reference,
        Scheme = Programmes.Version(file.ProgrammeVersion!).Scheme(file.Form.Scheme!).Name,
        Computed = session.Amount,
        Result = session.Decision!.Result,
        Granted = session.Decision.Amount,
        Conflicts = ConflictsOf(session),
        Votes = VotesOf(session),
        Score = session.MeanScore,
        Rank = session.Decision.Rank,
        WithinEnvelope = session.Decision.Amount is null ? null : !waits,
        Reasons = session.Decision.Reasons,
    };

    private static UndecidedCase UndecidedOf(CaseFile file, Session session) => new()
    {
        Reference = file.Reference,
        Applicant = file.Form.Name ?? file.Reference,
        Scheme = Programmes.Version(file.ProgrammeVersion!).Scheme(file.Form.Scheme!).Name,
        Computed = session.Amount,
        Conflicts = ConflictsOf(session),
        Votes = VotesOf(session),
        Score = session.MeanScore,
        Outcome = MeetingTexts.OutcomeOf(file, session),
    };

    private static IReadOnlyList<Text> ConflictsOf(Session session) => [.. session.Conflicts.Select(conflict => NameOf(session, conflict.Seat))];

    private static IReadOnlyList<MinutedVote> VotesOf(Session session) =>
    [
        .. session.Members.Select(member => session.VoteOf(member.Seat)).OfType<VoteCast>()
            .Select(vote => new MinutedVote(NameOf(session, vote.Seat), vote.Choice, vote.Amount, vote.Reason)),
    ];

    private static Text NameOf(Session session, string seat) => session.MemberOf(seat)?.Name ?? new Text(seat, seat);
}
