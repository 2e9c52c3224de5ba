using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>What the procedure needs on every version's first day: committees that can decide, time limits that end, a payer.</summary>
internal static class ProcedureChecks
{
    public static IEnumerable<Finding> Of(ProgrammeData data) =>
    [
        .. data.Versions.Rows.SelectMany(row => On(data, row.Entry)),
        .. data.Committees.Rows.SelectMany(row => Findings(row.Entry, [.. OfCommittee(row.Value), .. SeatChecks.Of(row.Value)])),
        .. data.Deadlines.Rows.SelectMany(row => Findings(row.Entry, OfDeadline(row.Value))),
        .. ReachabilityChecks.Of(data),
        .. data.Payers.Rows.SelectMany(row => Findings(row.Entry,
        [
            (Rib.Parse(row.Value.Rib).Error is not null, "rib", "The payer's RIB is not valid."),
            (row.Value.Bic.Length is not (8 or 11) || !row.Value.Bic.All(char.IsAsciiLetterOrDigit), "bic", "The payer's BIC is not valid."),
        ])),
    ];

    private static IEnumerable<Finding> On(ProgrammeData data, DataEntry version)
    {
        DateOnly day = version.From;
        Committee[] committees = [.. data.Committees.On(day)];
        string[] seated = [.. committees.SelectMany(committee => committee.Regions ?? [])];
        string[] shared =
        [
            .. committees.Where(committee => committee.Regions is null).SelectMany(committee => committee.Seats).Select(seat => seat.Code)
                .Intersect(committees.Where(committee => committee.Regions is not null).SelectMany(committee => committee.Seats).Select(seat => seat.Code)),
        ];
        return Findings(version,
        [
            (committees.Count(committee => committee.Regions is null) != 1, "", "There is one national committee."),
            .. data.Regions.On(day).Select(region => (
                seated.Count(code => code == region.Code) != 1, "", $"The region {region.Code} has one committee.")),
            (shared.Length > 0, "", $"The seat {string.Join(", ", shared)} is in a regional and in the national committee."),
            .. Enum.GetValues<TimeLimit>().Select(limit => (
                data.Deadlines.On(day).All(deadline => deadline.Code != limit), "", $"There is no time limit {Spelt(limit)}.")),
            .. Enum.GetValues<ApplicantKind>().Select(kind => (
                data.Applicants.On(day).All(rules => rules.Code != kind), "", $"Nothing is said of the applicant {Spelt(kind)}.")),
            (data.Payers.On(day).Count() != 1, "", "There is one payer."),
        ]);
    }

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfCommittee(Committee committee) =>
    [
        (committee.Seats.Count(seat => seat.Chair) != 1, "seats", "A committee has one chair."),
        (committee.Quorum < 1, "quorum", "A quorum is one vote or more."),
        (committee.Seats.Count < committee.Quorum, "quorum", "A committee has as many seats as its quorum."),
        (committee.NoticeDays is < 0 or > 30, "noticeDays", "A meeting is convened at most 30 working days before its date."),
        (committee.Seats.DistinctBy(seat => seat.Code).Count() < committee.Seats.Count, "seats", "A committee has a seat twice."),
        .. committee.Seats.SelectMany((seat, i) => (IEnumerable<(bool, string, string)>)
        [
            (committee.Rule != VotingRule.Weighted && seat.Weight > 1, $"seats[{i}].weight", "Seats have weights only where votes are weighted."),
            (seat.Weight < 1, $"seats[{i}].weight", $"The seat {seat.Code} has a weight of one or more."),
            (seat.Alternate == seat.Mailbox, $"seats[{i}].alternate", $"The alternate of {seat.Code} is somebody else."),
            (committee.Regions is not null && !seat.Mailbox.Contains("{region}", StringComparison.Ordinal), $"seats[{i}].mailbox", $"The mailbox of {seat.Code} is another in each region: {{region}}."),
            (committee.Regions is null && seat.Mailbox.Contains('{', StringComparison.Ordinal), $"seats[{i}].mailbox", $"The mailbox of {seat.Code} is the same for all regions."),
            .. (seat.Mandates ?? []).SelectMany((mandate, j) => OfMandate(committee, seat, mandate, $"seats[{i}].mandates[{j}]")),
        ]),
    ];

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfMandate(Committee committee, Seat seat, Mandate mandate, string part) =>
    [
        (mandate.Until < mandate.From, $"{part}.until", $"A mandate of {seat.Code} ends after it begins."),
        (mandate.Alternate == mandate.Mailbox, $"{part}.alternate", $"The alternate of {seat.Code} is somebody else."),
        (committee.Regions is null && mandate.Regions is not null, $"{part}.regions", $"The mandates of {seat.Code} are for all regions."),
        ((mandate.Regions ?? []).Except(committee.Regions ?? []).Any() && committee.Regions is not null, $"{part}.regions", $"A mandate of {seat.Code} is for a region of its committee."),
        (committee.Regions is not null && mandate.Regions is not { Count: 1 } && !mandate.Mailbox.Contains("{region}", StringComparison.Ordinal), $"{part}.mailbox",
            $"The mailbox of {seat.Code} is another in each region: {{region}}."),
        (seat.Mandates!.Any(other => !ReferenceEquals(other, mandate) && Overlap(other, mandate)), part, $"Two mandates of {seat.Code} hold on the same day."),
    ];

    private static bool Overlap(Mandate one, Mandate other) =>
        (one.Until ?? DateOnly.MaxValue) >= other.From && (other.Until ?? DateOnly.MaxValue) >= one.From
        && (one.Regions is null || other.Regions is null || one.Regions.Intersect(other.Regions).Any());

    private static IEnumerable<(bool Wrong, string Part, string Sentence)> OfDeadline(Deadline deadline) =>
    [
        (deadline.Days < 1, "days", $"The time limit {Spelt(deadline.Code)} is one day or more."),
        (deadline is { Code: TimeLimit.Decision, Days: > 60 }, "days", "Law 55-19 allows at most 60 days for a decision."),
        (deadline.Reminders.Any(days => days < 0 || days >= deadline.Days), "reminders", $"A reminder of {Spelt(deadline.Code)} comes before the due date and after the beginning."),
        (deadline.Reminders.Distinct().Count() < deadline.Reminders.Count, "reminders", $"A reminder of {Spelt(deadline.Code)} is there twice."),
        (deadline.Silence == Silence.DeemedGranted, "silence", "Silence never grants money: the decision to pay is somebody's."),
        (deadline.Silence is not Silence.DeemedGranted && !CarriedOut(deadline.Code).Contains(deadline.Silence), "silence",
            $"At the end of {Spelt(deadline.Code)} the procedure carries out {string.Join(" or ", CarriedOut(deadline.Code).Select(Spelt))} and nothing else."),
        (deadline.PausedBy.Any(ask => ask != Ask.Complement), "pausedBy", "The complement alone pauses a time limit (law 55-19)."),
        (deadline.Code != TimeLimit.Decision && deadline.PausedBy.Count > 0, "pausedBy", "The time limit of the decision alone is paused."),
    ];

    // Data that say what the procedure does not do would mislead whoever reads them.
    private static Silence[] CarriedOut(TimeLimit limit) => limit switch
    {
        TimeLimit.Vote => [Silence.Extend],
        TimeLimit.VoteExtension => [Silence.Escalate],
        TimeLimit.Decision or TimeLimit.Payment => [Silence.None],
        _ => [Silence.Lapse, Silence.None],
    };

    private static string Spelt<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static IEnumerable<Finding> Findings(DataEntry entry, IEnumerable<(bool Wrong, string Part, string Sentence)> checks) =>
        checks.Where(check => check.Wrong).Select(check => entry.Find(check.Part, check.Sentence));
}
