using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Moroccan telephone, kept as E.164: <c>+212</c> and nine digits, the first of them 5 (fixed), 6 or 7 (mobile) or 8
/// (special).
/// </summary>
public static class Phone
{
    private const string Country = "+212";
    private const int Digits = 9;
    private const string Punctuation = ".-()/‑–";

    /// <summary>Reads a number as it is dialled: from 0, +212 or 00212, the 0 after the country or not, with the usual punctuation.</summary>
    public static Reading<string> Parse(string? text)
    {
        string dialled = string.Concat(Typed.Compact(text).Where(sign => !Punctuation.Contains(sign, StringComparison.Ordinal)));
        string number = dialled.StartsWith("00", StringComparison.Ordinal) ? "+" + dialled[2..] : dialled;
        string national = number.StartsWith(Country, StringComparison.Ordinal) ? number[Country.Length..] : number;
        // A number of the country begins with 0, which may or may not stand behind +212.
        string subscriber = national.StartsWith('0') ? national[1..] : national;
        return Fault(number, national, subscriber) is { } fault
            ? Reading.Refused<string>(IdentifierKind.Phone, fault)
            : Reading.Of(IdentifierKind.Phone, Country + subscriber);
    }

    /// <summary>Whether messages reach a number in its normal spelling.</summary>
    public static bool IsMobile(string phone) => phone[Country.Length] is '6' or '7';

    private static Refusal? Fault(string number, string national, string subscriber) =>
        Typed.ForeignSign(number.StartsWith('+') ? number[1..] : number)
        ?? (national.StartsWith('+') ? new Refusal(RefusalCodes.PhoneFormat)
            : subscriber.Length != Digits || !(number.StartsWith('+') || number.StartsWith('0'))
                ? new Refusal(RefusalCodes.PhoneLength, null, Typed.Count(national.Length))
            : subscriber[0] is < '5' or > '8' ? new Refusal(RefusalCodes.PhonePrefix, null, "0" + subscriber[0])
            : null);
}
