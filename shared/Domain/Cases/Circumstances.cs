using Tasdir.Domain.Calendar;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What a rule looks at beside the case: the programme's rules, the calendar and the instant, handed in so that rules stay pure.</summary>
/// <param name="Rules">The version under which the case runs.</param>
/// <param name="Calendar">Working days and legal time.</param>
/// <param name="Now">The instant, UTC.</param>
public sealed record Circumstances(ProgrammeRules Rules, WorkingCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>What the applicant's enterprise was granted in other cases; read where an amount is computed from it, else empty.</summary>
    public IReadOnlyList<PriorAid> Received { get; init; } = [];

    /// <summary>The committees as they are constituted today: mandates have dates, and do not go by the version of a case.</summary>
    public CommitteeRules Committees { get; init; } = Rules.Committees;

    /// <summary>Who acts for members of the case's committees while they are away; read where a session opens or its composition is looked at, else empty.</summary>
    public IReadOnlyList<Delegation> Delegations { get; init; } = [];

    /// <summary>The date in Morocco.</summary>
    public DateOnly Today => Calendar.DateOf(Now);

    /// <summary>Whether a date's last instant has passed.</summary>
    public bool IsPast(DateOnly date) => Now >= Calendar.EndOfDay(date);
}
