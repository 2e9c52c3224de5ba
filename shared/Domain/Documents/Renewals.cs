using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Documents;

/// <summary>
/// What was accepted and expires before the committee or a payment: it is asked for again in time, and the case goes on
/// meanwhile. Only the accountant's visa waits for it: nothing is paid on a paper that no longer holds.
/// </summary>
public static class Renewals
{
    /// <summary>Asks again for what no longer holds, or will not for as long as a renewal takes; nothing if all of it is asked for already.</summary>
    public static Outcome Ask(CaseFile file, Circumstances now)
    {
        if (NextMoment(file) is not var (moment, tranche))
        {
            return Outcome.AlreadySo;
        }

        DateOnly due = DueDates.Of(TimeLimit.Renewal, now);
        string[] kinds =
        [
            .. StillNeeded(file, moment, tranche, now, until: due)
                .Where(needed => IsToRenew(needed, moment) && !IsAskedFor(file, needed.Kind.Code, moment, tranche))
                .Select(needed => needed.Kind.Code),
        ];
        return Outcome.Record(
        [
            .. kinds.GroupBy(kind => !DocumentCheck.IsForApplicant(kind, now.Rules)).OrderBy(group => group.Key)
                .Select(group => new RenewalRequested([.. group], moment, tranche, due, OfAdministration: group.Key)),
        ]);
    }

    /// <summary>What is required for the payment of the open tranche and does not hold today.</summary>
    public static IReadOnlyList<RequiredDocument> Lapsed(CaseFile file, Circumstances now) =>
        [.. StillNeeded(file, Moment.Payment, file.Tranches[^1].Number, now, until: now.Today).Where(needed => needed.IsLacking)];

    /// <summary>The renewal of a kind that is still awaited, or null.</summary>
    public static Renewal? OpenFor(CaseFile file, string kind) =>
        !StateTable.HasEnded(file.State) && file.Renewals.FindLast(renewal => renewal.Kind == kind) is { } asked
            && !file.Documents.Skip(asked.DocumentsBefore).Any(document => document.Kind == kind && document.Verdict == Verdict.Accepted)
            && !file.Supplied.Skip(asked.SuppliedBefore).Any(supplied => supplied.Kind == kind)
            ? asked
            : null;

    /// <summary>Whether a document came for a renewal and waits for its verdict.</summary>
    public static bool Awaits(CaseFile file, CaseDocument document) =>
        OpenFor(file, document.Kind) is { } asked && file.Documents.IndexOf(document) >= asked.DocumentsBefore;

    /// <summary>What holds in a case: accepted documents and supplied ones, in the order of their arrival.</summary>
    public static IReadOnlyList<BroughtDocument> Held(CaseFile file) =>
    [
        .. file.Documents.Where(document => document is { Verdict: Verdict.Accepted })
            .Select(document => (At: document.ReceivedAt, new BroughtDocument(document.Kind, document.IssuedOn, document.ExpiresOn, document.Tranche)))
            .Concat(file.Supplied.Select(supplied => (supplied.At, new BroughtDocument(supplied.Kind, supplied.IssuedOn, supplied.ExpiresOn))))
            .OrderBy(held => held.At).Select(held => held.Item2),
    ];

    /// <summary>The moment that a case goes towards, for which its documents must hold; null before its check and after its last payment's visa.</summary>
    public static (Moment Moment, int? Tranche)? NextMoment(CaseFile file) => file.State switch
    {
        CaseState.DocumentCheck or CaseState.ComplementRequested or CaseState.Admissible or CaseState.Committee
            or CaseState.Referred or CaseState.NationalCommittee or CaseState.Deferred => (Moment.Committee, null),
        (>= CaseState.ProofAwaited and <= CaseState.PaymentOrdered) or CaseState.PaymentReturned => (Moment.Payment, file.Tranches[^1].Number),
        _ => null,
    };

    private static IEnumerable<RequiredDocument> StillNeeded(CaseFile file, Moment moment, int? tranche, Circumstances now, DateOnly until) =>
        Requirements.Of(now.Rules.Scheme(file.Form.Scheme!), file.Form.Kind, moment, tranche, Held(file), now.Rules, now.Today, until)
            .Where(needed => needed.Requirement.StillValid);

    // What was never accepted is the check's business before the committee; for a payment it is needed all the same.
    private static bool IsToRenew(RequiredDocument needed, Moment moment) =>
        needed.Status is RequirementStatus.Expired or RequirementStatus.Expiring || (moment == Moment.Payment && needed.IsLacking);

    // While the proof is awaited, for months perhaps, once is enough: what expires again is asked for when the proof is there.
    private static bool IsAskedFor(CaseFile file, string kind, Moment moment, int? tranche) =>
        OpenFor(file, kind) is not null
        || (file.State == CaseState.ProofAwaited
            && file.Renewals.Exists(asked => asked.Kind == kind && asked.For == moment && asked.Tranche == tranche));
}
