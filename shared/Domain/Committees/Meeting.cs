using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>A meeting of a committee: many cases on one day.</summary>
/// <param name="Id">Its id: <c>meeting-10-20261210</c>.</param>
/// <param name="Region">The region whose committee meets; <see cref="Meetings.WholeCountry"/> for the national one.</param>
/// <param name="On">Its day: votes are taken until it ends.</param>
/// <param name="ConvenedBy">Subject of the secretary who convened it.</param>
/// <param name="ConvenedAt">When, UTC.</param>
/// <param name="Chosen">The cases that the secretary chose; null for all that are open.</param>
public sealed record Meeting(string Id, string Region, DateOnly On, string ConvenedBy, DateTimeOffset ConvenedAt, IReadOnlyList<string>? Chosen = null)
{
    /// <summary>Which committee.</summary>
    public CommitteeLevel Level => Region == Meetings.WholeCountry ? CommitteeLevel.National : CommitteeLevel.Regional;

    /// <summary>The state of the cases that it can treat.</summary>
    public CaseState Treats => Level == CommitteeLevel.National ? CaseState.NationalCommittee : CaseState.Committee;
}

/// <summary>A case as a meeting decides it.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Rank">Its rank among those that the meeting supports, from 1; null for the others.</param>
public sealed record RankedCase(string Reference, int? Rank);

/// <summary>The rules of meetings.</summary>
public static class Meetings
{
    /// <summary>Stands for a region where the national committee meets.</summary>
    public const string WholeCountry = "00";

    /// <summary>How far ahead a meeting is convened at most, days.</summary>
    private const int MostDaysAhead = 60;

    /// <summary>Why no meeting can be held on a day; null if one can.</summary>
    /// <param name="on">The day.</param>
    /// <param name="committee">The committee.</param>
    /// <param name="now">The rules, the calendar, the instant.</param>
    public static Refusal? CheckDay(DateOnly on, Committee committee, Circumstances now)
    {
        DateOnly earliest = now.Calendar.AddWorkingDays(now.Today, committee.NoticeDays);
        return on < earliest || on > now.Today.AddDays(MostDaysAhead) || !now.Calendar.IsWorkingDay(on)
            ? new Refusal(RefusalCodes.MeetingDate, "on", earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>
    /// The order in which a meeting's cases are decided: those that it supports first, by the mean of the members' scores, then
    /// by the day of submission; what was not scored comes after what was. The region's funds are set aside in this order.
    /// </summary>
    public static IReadOnlyList<RankedCase> Rank(string meeting, IEnumerable<CaseFile> files)
    {
        CaseFile[] open = [.. files.Where(file => RequestKey.AwaitedBy(file) is { Ask: Ask.Votes } && file.Sessions[^1].Meeting == meeting)];
        ILookup<bool, CaseFile> supported = open.ToLookup(file => Tally.Of(file.Sessions[^1], closing: true).Decision?.Amount is not null);
        return
        [
            .. supported[true]
                .OrderByDescending(file => file.Sessions[^1].MeanScore ?? -1)
                .ThenBy(file => file.SubmittedAt)
                .ThenBy(file => file.Reference, StringComparer.Ordinal)
                .Select((file, index) => new RankedCase(file.Reference, index + 1)),
            .. supported[false].OrderBy(file => file.Reference, StringComparer.Ordinal).Select(file => new RankedCase(file.Reference, null)),
        ];
    }

    /// <summary>The days before a meeting on which its members are reminded: those of the vote, in working days.</summary>
    public static IReadOnlyList<DateOnly> RemindersOf(Meeting meeting, Circumstances now) =>
    [
        .. now.Rules.Deadlines.RemindersBefore(Ask.Votes).Select(days => now.Calendar.SubtractWorkingDays(meeting.On, days))
            .Where(day => day > now.Today).Order(),
    ];
}
