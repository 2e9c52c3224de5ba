using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>Identifiant fiscal: seven or eight digits (the tax office's forms print eight boxes). No public key.</summary>
public static class TaxId
{
    private const int Boxes = 8;

    /// <summary>Reads a tax identifier as it is typed.</summary>
    public static Reading<string> Parse(string? text)
    {
        string digits = Typed.Compact(text);
        return Reading.Of(IdentifierKind.TaxId, digits, [Typed.NumberFault(digits, Boxes - 1, Boxes)]);
    }

    /// <summary>The eight digits by which two identifiers are compared.</summary>
    public static string Comparable(string taxId) => taxId.PadLeft(Boxes, '0');
}

/// <summary>
/// Affiliation of an employer to the CNSS: usually seven digits, six to ten were seen, so that another length than seven is a
/// remark. No public key.
/// </summary>
public static class Cnss
{
    private const int UsualLength = 7;

    /// <summary>Reads an affiliation as it is typed.</summary>
    public static Reading<string> Parse(string? text)
    {
        string digits = Typed.Compact(text);
        Reading<string> reading = Reading.Of(IdentifierKind.Cnss, digits, [Typed.NumberFault(digits, 6, 10)]);
        return reading.Value is null || digits.Length == UsualLength ? reading : reading with { Remark = IdentifierRemark.UnusualLength };
    }
}

/// <summary>Number of a national identity card: one or two letters, then up to seven digits; commonly five or six. No public key.</summary>
public static class Cin
{
    private const int MostLetters = 2;
    private const int MostDigits = 7;

    /// <summary>Reads a card's number as it is typed, in either case.</summary>
    public static Reading<string> Parse(string? text)
    {
        string typed = Typed.Compact(text);
        int letters = typed.TakeWhile(char.IsAsciiLetter).Count();
        Refusal? fault = letters is 0 or > MostLetters
            ? new Refusal(RefusalCodes.CinLetters)
            : Typed.NumberFault(typed[letters..], 1, MostDigits);
        return Reading.Of(IdentifierKind.Cin, typed.ToUpperInvariant(), [fault]);
    }
}

/// <summary>Number in the national register of auto-entrepreneurs (law 114-13), which publishes no format.</summary>
public static class AutoEntrepreneurNumber
{
    /// <summary>Reads a number as it is typed.</summary>
    public static Reading<string> Parse(string? text)
    {
        string number = Typed.Compact(text).ToUpperInvariant();
        return Reading.Of(IdentifierKind.AutoEntrepreneur, number, [Typed.RegisterNumberFault(number, null)]);
    }
}
