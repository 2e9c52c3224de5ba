using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>
/// The ceilings once more when a committee decides. Committees sit for days, and of two cases of one enterprise the other may
/// have been granted meanwhile; what the ceilings leave then is all that can be granted, whatever was voted.
/// </summary>
internal static class CeilingCheck
{
    /// <summary>What of the enterprise's other cases counts in this one.</summary>
    public static PriorAid[] Counted(CaseFile file, Circumstances now)
    {
        Scheme scheme = now.Rules.Scheme(file.Form.Scheme!);
        ApplicantProfile applicant = Support.ProfileOf(file.Form);
        return [.. now.Received.Where(aid => AidReceived.Counts(aid.AsAid(), scheme, applicant))];
    }

    /// <summary>The decision as it can stand: less if the ceilings leave less, and a refusal if they leave nothing; the applicant is told why.</summary>
    public static SupportDecided Apply(SupportDecided decision, CaseFile file, Circumstances now)
    {
        PriorAid[] counted = Counted(file, now);
        if (decision.Amount is not { } amount || counted.Length == 0 || Support.Of(file, now.Rules, counted).Amount is var left && amount <= left)
        {
            return decision;
        }

        // What members said for a grant in full is no reason for less.
        IReadOnlyList<string> reasons = decision.Result == ReviewResult.PartlyApproved ? decision.Reasons : [];
        return left > Money.Zero
            ? decision with { Result = ReviewResult.PartlyApproved, Amount = left, Reasons = [.. reasons, Say("ceilingsLeave")], PriorAid = counted }
            : decision with { Result = ReviewResult.Rejected, Amount = null, Reasons = [Say("ceilingsReached")], PriorAid = counted, Rank = null };

        string Say(string key) => Sentences.Of("decision", key, Sentences.Amount(left)).In(file.Form.Language);
    }
}
