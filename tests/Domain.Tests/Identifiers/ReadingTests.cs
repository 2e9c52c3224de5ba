using CsCheck;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

/// <summary>What holds of every identifier, whatever is typed.</summary>
public sealed class ReadingTests
{
    private static readonly DateOnly s_day = new(2025, 6, 2);

    private static readonly Dictionary<string, Func<string?, (string? Value, string? Error)>> s_parsers = new()
    {
        ["ice"] = text => Of(Ice.Parse(text)),
        ["rib"] = text => Of(Rib.Parse(text)),
        ["iban"] = text => Of(Iban.Parse(text)),
        ["taxId"] = text => Of(TaxId.Parse(text)),
        ["cnss"] = text => Of(Cnss.Parse(text)),
        ["cin"] = text => Of(Cin.Parse(text)),
        ["autoEntrepreneur"] = text => Of(AutoEntrepreneurNumber.Parse(text)),
        ["phone"] = text => Of(Phone.Parse(text)),
        ["court"] = text => Part(new TradeRegister { Court = text!, Number = "1" }.Read(), read => read.Court),
        ["tradeNumber"] = text => Part(new TradeRegister { Court = "Agadir", Number = text! }.Read(), read => read.Number),
        ["cooperative"] = text => Part(new CooperativeRegister { Court = "Agadir", Number = text!, RegisteredOn = s_day }.Read(), read => read.Number),
        ["craft"] = text => Part(new CraftRegister { Number = text!, Category = CraftCategory.Artisan }.Read(), read => read.Number),
        ["receipt"] = text => Part(new AssociationReceipt { Number = "1", Authority = text!, IssuedOn = s_day, Final = true }.Read(), read => read.Authority),
    };

    /// <summary>Anything, and what is near to a number: digits of three scripts, blanks, signs, halves of pairs.</summary>
    private static readonly Gen<string> s_typed = Gen.OneOf(
        Gen.String,
        Gen.Char["0123456789٠٥٩۰۵ MAma+-()/.\u200F\u00A0\uD800\uFFFE\uDC00éأـّ"].Array[0, 30].Select(signs => new string(signs)),
        Gen.Char['0', '9'].Array[6, 10].Select(digits => new string(digits)),
        Gen.Char['0', '9'].Array[8].Select(digits => "06" + new string(digits)),
        Gen.Char['0', '9'].Array[1, 7].Select(digits => "jb" + new string(digits)),
        Keys.Ices,
        Keys.Ribs.Select(rib => "ma64" + rib));

    public static TheoryData<string> Kinds => [.. s_parsers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_is_typed_has_a_value_or_a_code_and_a_value_reads_as_itself(string kind) => s_typed.Sample(typed =>
    {
        (string? value, string? error) = s_parsers[kind](typed);

        Assert.NotEqual(value is null, error is null);
        Assert.True(value is null || s_parsers[kind](value) == (value, null));
    }, iter: 2_000);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_typed_is_refused(string kind) => Assert.NotNull(s_parsers[kind](null).Error);

    private static (string?, string?) Of(Reading<string> reading) => (reading.Value, reading.Error);

    private static (string?, string?) Part<T>(Reading<T> reading, Func<T, string> part)
        where T : class => (reading.Value is { } value ? part(value) : null, reading.Error);
}
