using Tasdir.Domain.Documents;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using static System.FormattableString;

namespace Tasdir.Domain.Cases;

/// <summary>A number by which an applicant is known, and how far it is proved.</summary>
/// <param name="Kind">What number.</param>
/// <param name="Value">The number in its normal spelling; null where the kind of applicant has one and it was not given.</param>
/// <param name="Proof">How far it is proved; <see cref="Proof.None"/> where it was not given.</param>
/// <param name="Remark">What an officer should look at, or null.</param>
public sealed record KnownIdentifier(IdentifierKind Kind, string? Value, Proof Proof, IdentifierRemark? Remark);

/// <summary>The identifiers of a case: each by its format or key, and by the accepted document that shows it.</summary>
public static class CaseIdentifiers
{
    /// <summary>What was given, and what the kind of applicant has and did not give.</summary>
    public static IReadOnlyList<KnownIdentifier> Of(CaseFile file, ProgrammeRules rules)
    {
        ApplicationForm form = file.Form;
        HashSet<IdentifierKind> shown = [.. rules.Documents
            .Where(kind => kind.Proves is not null && file.Latest(kind.Code) is { Verdict: Verdict.Accepted })
            .SelectMany(kind => kind.Proves!.Where(number => !ShowsAnother(file.Latest(kind.Code)!, number)))];
        KnownIdentifier[] given =
        [
            .. Known(form.Ice is { } ice ? Ice.Parse(ice) : null, number => number, shown),
            .. Known(form.TaxId is { } tax ? TaxId.Parse(tax) : null, number => number, shown),
            .. Known(form.TradeRegister?.Read(), entry => $"{entry.Court} {entry.Number}", shown),
            .. Known(form.Cnss is { } cnss ? Cnss.Parse(cnss) : null, number => number, shown),
            .. Known(form.Cin is { } cin ? Cin.Parse(cin) : null, number => number, shown),
            .. Known(form.CooperativeRegister?.Read(), entry => Invariant($"{entry.Court} {entry.Number} {entry.RegisteredOn:yyyy-MM-dd}"), shown),
            .. Known(form.CraftRegister?.Read(), entry => entry.Number, shown),
            .. Known(form.AssociationReceipt?.Read(), receipt => Invariant($"{receipt.Authority} {receipt.Number} {receipt.IssuedOn:yyyy-MM-dd}"), shown),
            .. Known(form.AutoEntrepreneurNumber is { } own ? AutoEntrepreneurNumber.Parse(own) : null, number => number, shown),
            .. Known(form.Rib is { } rib ? Rib.Parse(rib, rules.Banks) : null, number => number, shown),
            .. Known(form.Phone is { } phone ? Phone.Parse(phone) : null, number => number, shown),
        ];
        IEnumerable<IdentifierKind> expected = form.Kind is { } kind ? rules.Applicant(kind).Identifiers : [];
        return
        [
            .. given,
            .. expected.Except(given.Select(known => known.Kind)).Select(missing => new KnownIdentifier(missing, null, Proof.None, null)),
        ];
    }

    // An officer may accept such a document for what else it shows.
    private static bool ShowsAnother(CaseDocument document, IdentifierKind number) => number switch
    {
        IdentifierKind.Ice => document.Found(FindingCode.OtherIce) is not null,
        IdentifierKind.Rib => document.Found(FindingCode.OtherRib) is not null,
        _ => false,
    };

    private static IEnumerable<KnownIdentifier> Known<T>(Reading<T>? reading, Func<T, string> spell, HashSet<IdentifierKind> shown)
        where T : class
    {
        if (reading?.Value is { } value)
        {
            Reading<T> proved = shown.Contains(reading.Kind) ? reading.ProvedBy(Proof.Document) : reading;
            yield return new KnownIdentifier(reading.Kind, spell(value), proved.Proof, proved.Remark);
        }
    }
}
