using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Payments;

/// <summary>The convention: drawn up from the grant, signed by the applicant.</summary>
public static class Conventions
{
    /// <summary>Draws up the convention with its tranches.</summary>
    public static Outcome Issue(CaseFile file, Circumstances now) => Outcome.Record(new ConventionIssued(
        Support.Tranches(now.Rules.Scheme(file.Form.Scheme!), file.Granted!.Value),
        DueDates.Of(Ask.Signature, now)));

    /// <summary>
    /// The applicant signs. Who was granted more on appeal and waits for the funds may sign the first convention instead, and
    /// gives up the difference.
    /// </summary>
    public static Outcome Sign(CaseFile file, string? signatory) =>
        file is { State: CaseState.WaitingList, Convention: null } ? Outcome.Refuse(RefusalCodes.NotInThisState, null, file.State.ToString())
        : string.IsNullOrWhiteSpace(signatory) ? Outcome.Refuse(RefusalCodes.FieldRequired, "signatory")
        : Outcome.Record(new ConventionSigned(signatory.Trim()));
}
