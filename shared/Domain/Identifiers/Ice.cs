using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Identifiant commun de l'entreprise: 15 digits, nine of the enterprise, four of the establishment, a key of two
/// (guide of ice.gov.ma for the structure; the key as observed on published numbers). It is a text, because its leading
/// zeros count.
/// </summary>
public static class Ice
{
    private const int Length = 15;
    private const int EnterpriseLength = 9;

    /// <summary>Reads an ICE as it is typed, blanks or not.</summary>
    public static Reading<string> Parse(string? text)
    {
        string digits = Typed.Compact(text);
        Refusal? fault = Typed.ForeignSign(digits)
            ?? (digits.Length != Length ? new Refusal(RefusalCodes.IceFormat, null, Typed.Count(digits.Length)) : null);
        if (fault is not null)
        {
            return Reading.Refused<string>(IdentifierKind.Ice, fault);
        }

        return Mod97.Fault(digits, RefusalCodes.IceKey) is not { } wrong ? Reading.Of(IdentifierKind.Ice, digits, Proof.Checksum)
            : Reading.Refused<string>(IdentifierKind.Ice, wrong) with { Candidate = wrong.Code == RefusalCodes.NumberZero ? null : digits };
    }

    /// <summary>
    /// What an officer makes of a reading with the ICE's attestation in hand. The key is observed and not published, so that
    /// a number whose key fails stands when a document shows it; the remark keeps that it failed. What is not even 15 digits
    /// stays refused.
    /// </summary>
    public static Reading<string> WithDocument(Reading<string> reading) => reading.Candidate is { } number
        ? Reading.Of(IdentifierKind.Ice, number, Proof.Document, IdentifierRemark.KeyOverridden)
        : reading.ProvedBy(Proof.Document);

    /// <summary>The enterprise of an ICE, whatever the establishment: its first nine digits.</summary>
    public static string EnterpriseOf(string ice) => ice[..EnterpriseLength];

    /// <summary>Those of a set that are of one enterprise with another of the set, an enterprise at a time.</summary>
    /// <param name="items">What has an ICE in its normal spelling.</param>
    /// <param name="ice">Its ICE.</param>
    public static IEnumerable<IGrouping<string, T>> Duplicates<T>(IEnumerable<T> items, Func<T, string> ice) =>
        items.GroupBy(item => EnterpriseOf(ice(item)), StringComparer.Ordinal).Where(enterprise => enterprise.Skip(1).Any());
}
