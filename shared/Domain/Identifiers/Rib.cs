using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>
/// Relevé d'identité bancaire: 24 digits, bank 3, locality 3, account 16, key 2. What the 16 mean differs from bank to bank,
/// and the locality is the branch's, not the client's.
/// </summary>
public static class Rib
{
    private const int Length = 24;
    private const int BankLength = 3;

    /// <summary>Reads a RIB as it is typed, or the IBAN that stands for it.</summary>
    public static Reading<string> Parse(string? text)
    {
        string typed = Typed.Compact(text);
        if (Iban.Looks(typed))
        {
            Reading<string> iban = Iban.Parse(typed);
            return iban with { Kind = IdentifierKind.Rib, Value = iban.Value?[Iban.BeginningLength..] };
        }

        return Fault(typed) is { } fault
            ? Reading.Refused<string>(IdentifierKind.Rib, fault)
            : Reading.Of(IdentifierKind.Rib, typed, Proof.Checksum);
    }

    /// <summary>As <see cref="Parse(string?)"/>, with a remark if the bank is in none of the lists: they are incomplete, so that it is no error.</summary>
    public static Reading<string> Parse(string? text, IReadOnlyList<Bank> banks)
    {
        Reading<string> reading = Parse(text);
        return reading.Value is { } rib && BankOf(rib, banks) is null ? reading with { Remark = IdentifierRemark.UnknownBank } : reading;
    }

    /// <summary>The bank of a valid RIB by its first three digits, or null if no list has it.</summary>
    public static Bank? BankOf(string rib, IReadOnlyList<Bank> banks) => banks.FirstOrDefault(bank => bank.Code == rib[..BankLength]);

    /// <summary>The IBAN of a valid RIB.</summary>
    public static string ToIban(string rib) => Iban.Beginning + rib;

    /// <summary>What is wrong with a RIB without blanks, or null.</summary>
    internal static Refusal? Fault(string typed) =>
        Typed.ForeignSign(typed)
        ?? (typed.Length != Length
            ? new Refusal(RefusalCodes.RibFormat, null, Typed.Count(typed.Length))
            : Mod97.Fault(typed, RefusalCodes.RibKey));
}
