using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Moroccan IBAN: <c>MA64</c> and a valid RIB, nothing else. A valid RIB is a multiple of 97, so that the check of ISO 13616
/// is 64 for every one of them; an IBAN with another check can agree with ISO and still stand for a RIB that is wrong.
/// </summary>
public static class Iban
{
    internal const string Beginning = "MA64";
    internal const int BeginningLength = 4;
    private const int Length = 28;

    /// <summary>Reads an IBAN as it is typed.</summary>
    public static Reading<string> Parse(string? text)
    {
        string typed = Typed.Compact(text).ToUpperInvariant();
        return Fault(typed) is { } fault
            ? Reading.Refused<string>(IdentifierKind.Iban, fault)
            : Reading.Of(IdentifierKind.Iban, typed, Proof.Checksum);
    }

    /// <summary>Whether what was typed begins like an IBAN, with the two letters of a country.</summary>
    internal static bool Looks(string typed) => typed.Length >= 2 && char.IsAsciiLetter(typed[0]) && char.IsAsciiLetter(typed[1]);

    private static Refusal? Fault(string typed) =>
        !typed.StartsWith("MA", StringComparison.Ordinal) ? new Refusal(RefusalCodes.IbanCountry, null, typed[..Math.Min(2, typed.Length)])
        : typed.Length != Length ? new Refusal(RefusalCodes.IbanLength, null, Typed.Count(typed.Length))
        : !typed.StartsWith(Beginning, StringComparison.Ordinal) ? new Refusal(RefusalCodes.IbanCheck, null, typed[2..BeginningLength])
        : Rib.Fault(typed[BeginningLength..]);
}
