using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme.Reading;

/// <summary>
/// Under each version a case can come to every state of the procedure, and from every state to an end though the applicant
/// keeps silent: a time limit that nothing follows would hold it for ever.
/// </summary>
internal static class ReachabilityChecks
{
    private static readonly Type[] s_ofApplicant =
    [
        typeof(DocumentReceived), typeof(ComplementAnswered), typeof(QuestionAnswered), typeof(ConventionSigned),
        typeof(TrancheRequested), typeof(ApplicationWithdrawn), typeof(AppealFiled),
    ];

    private static readonly CaseEvent[] s_facts =
    [
        .. typeof(CaseEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (CaseEvent)RuntimeHelpers.GetUninitializedObject(kind.DerivedType)),
        .. Enum.GetValues<CommitteeLevel>().Select(level => new ReviewOpened(1, level, [], "", 1, Money.Zero, default)),
        .. Enum.GetValues<ReviewResult>().Select(result => new SupportDecided(1, result, null, [])),
    ];

    public static IEnumerable<Finding> Of(ProgrammeData data) => data.Versions.Rows.SelectMany(row => On(data, row.Entry));

    private static IEnumerable<Finding> On(ProgrammeData data, DataEntry version)
    {
        CaseState[] states = Enum.GetValues<CaseState>();
        Dictionary<TimeLimit, Silence> silence = data.Deadlines.On(version.From).DistinctBy(limit => limit.Code).ToDictionary(limit => limit.Code, limit => limit.Silence);
        ILookup<CaseState, CaseState> steps = Steps(states, fact => true, silence);
        ILookup<CaseState, CaseState> withoutApplicant = Steps(states, fact => !s_ofApplicant.Contains(fact.GetType()), silence);
        HashSet<CaseState> reached = Closure([CaseState.Draft], state => steps[state]);
        HashSet<CaseState> ending = Closure(states.Where(StateTable.HasEnded), end => states.Where(before => withoutApplicant[before].Contains(end)));
        return
        [
            .. states.Where(state => !reached.Contains(state)).Select(state => version.Find("", $"No case can come to the state {Spelt(state)}.")),
            .. states.Where(state => state != CaseState.Draft && !ending.Contains(state)).Select(state =>
                version.Find("", $"A case whose applicant keeps silent stays in the state {Spelt(state)} for ever.")),
        ];
    }

    private static ILookup<CaseState, CaseState> Steps(
        IEnumerable<CaseState> states, Func<CaseEvent, bool> counts, Dictionary<TimeLimit, Silence> silence) =>
        (from state in states
         from fact in s_facts
         where counts(fact) && (fact is not RequestExpired || Lapses(state, silence))
         let next = StateTable.Next(state, fact)
         where next is not null
         select (From: state, To: next.Value)).ToLookup(step => step.From, step => step.To);

    private static bool Lapses(CaseState state, Dictionary<TimeLimit, Silence> silence) => state switch
    {
        CaseState.ComplementRequested => Lapses(TimeLimit.Complement, silence),
        CaseState.Deferred => Lapses(TimeLimit.Answer, silence),
        CaseState.ConventionToSign => Lapses(TimeLimit.Signature, silence),
        CaseState.ProofAwaited => Lapses(TimeLimit.Proof, silence),
        _ => false,
    };

    private static bool Lapses(TimeLimit limit, Dictionary<TimeLimit, Silence> silence) => silence.GetValueOrDefault(limit) == Silence.Lapse;

    private static HashSet<CaseState> Closure(IEnumerable<CaseState> from, Func<CaseState, IEnumerable<CaseState>> step)
    {
        HashSet<CaseState> found = [.. from];
        Queue<CaseState> open = new(found);
        while (open.TryDequeue(out CaseState state))
        {
            foreach (CaseState other in step(state).Where(found.Add))
            {
                open.Enqueue(other);
            }
        }

        return found;
    }

    private static string Spelt(CaseState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
