using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Identifiers;

/// <summary>What identifies an applicant, its account or its telephone.</summary>
public enum IdentifierKind
{
    /// <summary>Identifiant commun de l'entreprise.</summary>
    Ice,

    /// <summary>Relevé d'identité bancaire.</summary>
    Rib,

    /// <summary>Moroccan IBAN.</summary>
    Iban,

    /// <summary>Identifiant fiscal.</summary>
    TaxId,

    /// <summary>Number in the trade register of a court.</summary>
    TradeRegister,

    /// <summary>Affiliation of an employer to the CNSS.</summary>
    Cnss,

    /// <summary>National identity card of a person.</summary>
    Cin,

    /// <summary>Entry in a register of cooperatives.</summary>
    CooperativeRegister,

    /// <summary>Entry in the national register of crafts.</summary>
    CraftRegister,

    /// <summary>Receipt of an association's declaration.</summary>
    AssociationReceipt,

    /// <summary>Number in the national register of auto-entrepreneurs.</summary>
    AutoEntrepreneur,

    /// <summary>Telephone.</summary>
    Phone,
}

/// <summary>How far an identifier is proved, each step stronger than the one before.</summary>
public enum Proof
{
    /// <summary>Not at all: it was refused.</summary>
    None,

    /// <summary>It is written as such a number is. For most numbers no more can be told from the number alone.</summary>
    Format,

    /// <summary>Its key agrees with its digits, so that it is not mistyped.</summary>
    Checksum,

    /// <summary>An officer saw it on a document.</summary>
    Document,

    /// <summary>The authority that keeps the register confirmed it.</summary>
    Register,
}

/// <summary>What an officer should look at in a number that is taken all the same.</summary>
public enum IdentifierRemark
{
    /// <summary>Other numbers of the kind usually have another length.</summary>
    UnusualLength,

    /// <summary>The bank's code is in none of the lists that were published.</summary>
    UnknownBank,

    /// <summary>The key does not agree; a document was accepted instead.</summary>
    KeyOverridden,
}

/// <summary>What came of reading an identifier: its normal spelling and how far that proves it, or what is wrong.</summary>
/// <param name="Kind">What was to be read.</param>
/// <param name="Value">The identifier in its normal spelling, which reads as itself; null if refused.</param>
/// <param name="Proof">How far it is proved.</param>
/// <param name="Refusals">What is wrong. The field of a refusal is the part that it is about, null for the whole.</param>
public sealed record Reading<T>(IdentifierKind Kind, T? Value, Proof Proof, IReadOnlyList<Refusal> Refusals)
    where T : class
{
    /// <summary>What was read although it is refused: well written, and only its key is wrong.</summary>
    public T? Candidate { get; init; }

    /// <summary>What an officer should look at.</summary>
    public IdentifierRemark? Remark { get; init; }

    /// <summary>The code of what is wrong first, or null.</summary>
    public string? Error => Refusals.Count > 0 ? Refusals[0].Code : null;

    /// <summary>The same, proved by more than itself; what is refused stays refused, and a proof is never weakened.</summary>
    public Reading<T> ProvedBy(Proof proof) => Value is null || proof <= Proof ? this : this with { Proof = proof };
}

/// <summary>How readings are made.</summary>
internal static class Reading
{
    public static Reading<T> Of<T>(IdentifierKind kind, T value, Proof proof = Proof.Format, IdentifierRemark? remark = null)
        where T : class => new(kind, value, proof, []) { Remark = remark };

    public static Reading<T> Refused<T>(IdentifierKind kind, params IReadOnlyList<Refusal> refusals)
        where T : class => new(kind, null, Proof.None, refusals);

    /// <summary>The value, or every refusal that there is.</summary>
    public static Reading<T> Of<T>(IdentifierKind kind, T value, IEnumerable<Refusal?> faults)
        where T : class
    {
        Refusal[] refusals = [.. faults.OfType<Refusal>()];
        return refusals.Length == 0 ? Of(kind, value) : Refused<T>(kind, refusals);
    }
}
