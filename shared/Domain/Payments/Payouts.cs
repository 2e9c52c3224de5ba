using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;

namespace Tasdir.Domain.Payments;

/// <summary>
/// The payment of a tranche: proof, then four steps by four persons (royal decree 330-66: ordonnateur and comptable are
/// incompatible), then the bank.
/// </summary>
public static class Payouts
{
    /// <summary>Opens a tranche for its proof, one after the other as the convention has them.</summary>
    public static Outcome Open(CaseFile file, int tranche, Circumstances now) =>
        file.Tranches.Count >= tranche ? Outcome.AlreadySo
        : tranche != file.Tranches.Count + 1 || tranche > file.Convention?.Tranches.Count ? Outcome.Refuse(RefusalCodes.TrancheNotOpen)
        : Outcome.Record(new TrancheOpened(tranche, ProofDue(now)));

    /// <summary>The applicant asks for the tranche, with its documents there.</summary>
    public static Outcome Request(CaseFile file, int tranche, Circumstances now)
    {
        if (!IsOpen(file, tranche, Ask.Proof))
        {
            return Outcome.Refuse(RefusalCodes.TrancheNotOpen);
        }

        // After a refused proof, a document counts only if it came after it.
        DateTimeOffset since = file.Tranches[^1].RequestedAt ?? DateTimeOffset.MinValue;
        Refusal[] missing =
        [
            .. DocumentCheck.Asked(file, now.Rules, tranche)
                .Where(requirement => requirement.Required && !(file.Latest(requirement.Kind)?.ReceivedAt > since))
                .Select(requirement => new Refusal(RefusalCodes.DocumentMissing, "documents", requirement.Kind)),
        ];
        return missing.Length > 0
            ? Outcome.Refuse(missing)
            : Outcome.Record(new TrancheRequested(tranche, DueDates.Of(Ask.Payment, now)));
    }

    /// <summary>Prepares the payment to the applicant's own account.</summary>
    public static Outcome Prepare(CaseFile file, int tranche, string by)
    {
        if (!IsOpen(file, tranche, Ask.Payment))
        {
            return Outcome.Refuse(RefusalCodes.TrancheNotOpen);
        }

        // Whoever filed in the applicant's place has no part in paying it.
        if (file.Agents.Contains(by))
        {
            return Outcome.Refuse(RefusalCodes.SamePerson);
        }

        Tranche open = file.Tranches[^1];
        string endToEndId = EndToEndId.Create(file.Reference, tranche, open.Generation + 1);
        return Outcome.Record(new PaymentPrepared(tranche, endToEndId, open.Amount, file.Form.Rib!, by));
    }

    /// <summary>The verifier confirms that the service was done, or refuses the proof with a reason.</summary>
    public static Outcome Verify(CaseFile file, int tranche, bool accepted, string? reason, string by, Circumstances now) =>
        accepted ? Step(file, tranche, by, new ServiceVerified(tranche, by))
        : string.IsNullOrWhiteSpace(reason) ? Outcome.Refuse(RefusalCodes.ReasonRequired, "reason")
        : Step(file, tranche, by, new ProofRefused(tranche, reason.Trim(), ProofDue(now)));

    /// <summary>The authorising officer orders the payment.</summary>
    public static Outcome Order(CaseFile file, int tranche, string by) => Step(file, tranche, by, new PaymentOrdered(tranche, by));

    /// <summary>The accountant gives the visa, as long as every paper that must hold on the day of a payment does.</summary>
    public static Outcome Visa(CaseFile file, int tranche, string by, Circumstances now)
    {
        Outcome step = Step(file, tranche, by, new PaymentVisaed(tranche, by));
        return step.IsRefused || Renewals.Lapsed(file, now) is not [_, ..] lapsed ? step : Outcome.Refuse(
        [
            .. lapsed.Select(document => new Refusal(
                document.LastDay is null ? RefusalCodes.DocumentMissing : RefusalCodes.DocumentExpired,
                "documents",
                [document.Kind.Code, .. document.LastDay is { } last ? [last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] : (string[])[]])),
        ]);
    }

    /// <summary>Claims the payment for a payment file: whoever comes second finds it claimed and leaves it out.</summary>
    public static Outcome Send(CaseFile file, string fileId) =>
        file.State == CaseState.PaymentVisaed
            ? Outcome.Record(new PaymentSent(file.Tranches[^1].Number, file.Tranches[^1].EndToEndId!, fileId))
            : Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString());

    /// <summary>Takes the bank's answer for one payment. An answer that only says "in progress" is not a fact yet.</summary>
    public static Outcome Answer(CaseFile file, string endToEndId, bool settled, string? reason)
    {
        Tranche? tranche = file.Tranches.Find(candidate => candidate.EndToEndId == endToEndId);
        return tranche is null || file.State != CaseState.PaymentSent || tranche != file.Tranches[^1]
            ? Outcome.Refuse(RefusalCodes.PaymentNotSent)
            : Outcome.Record(settled
                ? new PaymentSettled(tranche.Number, endToEndId)
                : new PaymentReturned(tranche.Number, endToEndId, reason ?? "NARR"));
    }

    /// <summary>Closes the case when its last tranche is paid.</summary>
    public static Outcome Close(CaseFile file) =>
        file.State == CaseState.Closed ? Outcome.AlreadySo
        : file.Tranches.Count < file.Convention?.Tranches.Count
            ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
        : Outcome.Record(new CaseClosed());

    private static Outcome Step(CaseFile file, int tranche, string by, CaseEvent step) =>
        !IsOpen(file, tranche, Ask.Payment) ? Outcome.Refuse(RefusalCodes.TrancheNotOpen)
        : file.Tranches[^1].People.Contains(by) || file.Agents.Contains(by) ? Outcome.Refuse(RefusalCodes.SamePerson)
        : Outcome.Record(step);

    private static DateOnly ProofDue(Circumstances now) => DueDates.Of(Ask.Proof, now);

    private static bool IsOpen(CaseFile file, int tranche, Ask ask) =>
        RequestKey.AwaitedBy(file)?.Ask == ask && file.Tranches[^1].Number == tranche;
}
