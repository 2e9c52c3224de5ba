using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Payments;

/// <summary>The convention: drawn up from the grant, signed by the applicant.</summary>
public static class Conventions
{
    /// <summary>Draws up the convention with its tranches.</summary>
    public static Outcome Issue(CaseFile file, Circumstances now) => Outcome.Record(new ConventionIssued(
        Support.Tranches(now.Rules.Scheme(file.Form.Scheme!), file.Granted!.Value),
        DueDates.Of(Ask.Signature, now)));

    /// <summary>The applicant signs.</summary>
    public static Outcome Sign(CaseFile file, string? signatory) =>
        string.IsNullOrWhiteSpace(signatory) ? Outcome.Refuse(RefusalCodes.FieldRequired, "signatory")
        : Outcome.Record(new ConventionSigned(signatory.Trim()));
}
