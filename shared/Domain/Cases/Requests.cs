using Tasdir.Domain.Calendar;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What to do next about a request.</summary>
public enum Step
{
    /// <summary>Send the letters that are written and not sent.</summary>
    SendLetters,

    /// <summary>Wait for a nudge, or until <see cref="NextStep.Until"/>.</summary>
    Wait,

    /// <summary>Remind whoever was asked.</summary>
    Remind,

    /// <summary>Give longer.</summary>
    Extend,

    /// <summary>The time is over: let the request expire.</summary>
    Expire,

    /// <summary>It is answered.</summary>
    Answered,

    /// <summary>It expired.</summary>
    Expired,

    /// <summary>The case ended meanwhile: withdrawn by the applicant.</summary>
    CaseEnded,
}

/// <summary>The next step of a request: small enough for an orchestration's history, without personal data.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Number">With <see cref="Step.Remind"/>: which reminder.</param>
/// <param name="Until">With <see cref="Step.Wait"/>: the instant at which to look again, UTC.</param>
public sealed record NextStep(Step Step, int Number = 0, DateTimeOffset? Until = null);

/// <summary>Asking somebody and waiting, decided in one place: whoever is asked for whatever, it is remind, extend, expire.</summary>
public static class Requests
{
    /// <summary>What to do now about a request that was made.</summary>
    public static NextStep Next(CaseFile file, RequestKey request, Circumstances now)
    {
        // What reviews the appeal sends its letters, too.
        if (IsUnderAppeal(file, request))
        {
            return new(Step.Wait, 0, now.Now.AddDays(1));
        }

        if (file.LettersToSend.Count > 0)
        {
            return new(Step.SendLetters);
        }

        if (RequestKey.AwaitedBy(file) != request)
        {
            return new(file.State switch
            {
                CaseState.Withdrawn => Step.CaseEnded,
                CaseState.Expired => Step.Expired,
                _ => Step.Answered,
            });
        }

        if (IsSatisfied(file, request, now))
        {
            return new(Step.Answered);
        }

        // Reminders go out when offices open, not at midnight.
        DateTimeOffset[] reminders = [.. ReminderDates(file, request, now).Select(now.Calendar.OpeningOf)];
        int fallen = reminders.Count(instant => instant <= now.Now);
        DateOnly? due = LastDay(file, request, now);
        return fallen > file.Reminders.GetValueOrDefault(request) ? new(Step.Remind, fallen)
            : due is { } date && now.IsPast(date) && AtTheEnd(request.Ask, now) is { } step ? new(step)
            : new(Step.Wait, 0, Earliest(now, [.. reminders, .. Ends(due, request, now)]));
    }

    /// <summary>Records a reminder; nothing if it was sent or what was asked has come. With the last one, a quorum at risk.</summary>
    public static Outcome Remind(CaseFile file, RequestKey request, int reminder, Circumstances now)
    {
        if (RequestKey.AwaitedBy(file) != request || file.Reminders.GetValueOrDefault(request) >= reminder)
        {
            return Outcome.AlreadySo;
        }

        bool last = reminder >= now.Rules.Deadlines.RemindersBefore(request.Ask).Count;
        return request.Ask == Ask.Votes && last && Sitting.RiskOf(file.Sessions[^1]) is { } risk
            ? Outcome.Record(new RequestReminded(request, reminder), risk)
            : Outcome.Record(new RequestReminded(request, reminder));
    }

    /// <summary>Does what the end of the time brings: extension or expiry; nothing if what was asked has come.</summary>
    public static Outcome End(CaseFile file, RequestKey request, Circumstances now) =>
        RequestKey.AwaitedBy(file) != request || LastDay(file, request, now) is not { } due || !now.IsPast(due) || IsSatisfied(file, request, now)
            ? Outcome.AlreadySo
        : AtTheEnd(request.Ask, now) switch
        {
            Step.Extend => Reviews.Extend(file, now),
            Step.Expire => Outcome.Record(new RequestExpired(
                request, request.Ask == Ask.Complement ? DueDates.DecisionAfterComplement(file, now) : null)),
            _ => Outcome.AlreadySo,
        };

    // An appeal against a reduction stops the signature and not the case: another convention follows it.
    private static bool IsUnderAppeal(CaseFile file, RequestKey request) =>
        request.Ask == Ask.Signature && file is { Appeal: not null, Convention.SignedAt: null, State: not CaseState.ConventionToSign }
        && !StateTable.HasEnded(file.State);

    // What is asked may be there although the state still waits for it to be concluded.
    private static bool IsSatisfied(CaseFile file, RequestKey request, Circumstances now) => request.Ask switch
    {
        Ask.Verdicts => DocumentCheck.Result(file, now.Rules) is CheckResult.Complete or CheckResult.Insufficient,
        Ask.Votes => VotesAreIn(file, request, now),
        _ => false,
    };

    // What a meeting has on its agenda it decides itself, all cases together, when its day is over; should it not have done so
    // a working day later, the case goes on by itself.
    private static DateOnly? LastDay(CaseFile file, RequestKey request, Circumstances now) =>
        request.Ask == Ask.Votes && file.Sessions[^1] is { Meeting: not null } session
            ? now.Calendar.AddWorkingDays(session.DueOn, 1)
            : file.DueOn;

    // A regional session is extended once and then closed as it stands, and at once when waiting cannot help;
    // a national one is extended until it decides.
    internal static bool VotesAreIn(CaseFile file, RequestKey request, Circumstances now)
    {
        Session session = file.Sessions[^1];
        bool timeIsOver = now.IsPast(LastDay(file, request, now)!.Value);
        if (session.Meeting is not null && !timeIsOver)
        {
            return false;
        }

        Tally tally = Tally.Of(session, closing: timeIsOver);
        bool hopeless = timeIsOver ? session.Extensions > 0 : tally.Why != Undecided.VotesAwaited;
        return tally.Decision is not null || (session.Level == CommitteeLevel.Regional && hopeless);
    }

    // What silence does is the programme's rule. An officer's or a bank's delay never ends an applicant's case.
    private static Step? AtTheEnd(Ask ask, Circumstances now) => (ask, Deadlines.LimitOf(ask) is { } limit ? now.Rules.Deadlines[limit].Silence : Silence.None) switch
    {
        (Ask.Votes, Silence.Extend) => Step.Extend,
        (Ask.Complement or Ask.Answer or Ask.Signature or Ask.Proof, Silence.Lapse) => Step.Expire,
        _ => null,
    };

    private static IEnumerable<DateOnly> ReminderDates(CaseFile file, RequestKey request, Circumstances now) =>
        file.DueOn is { } due
            ? now.Rules.Deadlines.RemindersBefore(request.Ask).Select(days => Before(due, days, request.Ask, now)).Order()
            : [];

    // What is counted in working days is reminded of in working days.
    private static DateOnly Before(DateOnly due, int days, Ask ask, Circumstances now) =>
        Deadlines.LimitOf(ask) is { } limit && now.Rules.Deadlines[limit].Count == DayCount.Working
            ? now.Calendar.SubtractWorkingDays(due, days)
            : due.AddDays(-days);

    private static IEnumerable<DateTimeOffset> Ends(DateOnly? due, RequestKey request, Circumstances now) =>
        due is { } date && AtTheEnd(request.Ask, now) is not null ? [now.Calendar.EndOfDay(date)] : [];

    // Once a day in any case, so that a nudge that was lost costs a day at most.
    private static DateTimeOffset Earliest(Circumstances now, DateTimeOffset[] instants) =>
        instants.Where(instant => instant > now.Now).Append(now.Now.AddDays(1)).Min();
}
