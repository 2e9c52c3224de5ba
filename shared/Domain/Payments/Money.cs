using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tasdir.Domain.Payments;

/// <summary>An amount in Moroccan dirhams, held as whole centimes: never a fraction, never rounded without being asked.</summary>
/// <param name="Centimes">The amount in centimes of MAD (100 to the dirham).</param>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Centimes) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The amount in dirhams, exact to the centime.</summary>
    public decimal Mad => Centimes / 100m;

    /// <summary>Whole dirhams and centimes from a decimal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than two decimals, or more than the type holds.</exception>
    public static Money FromMad(decimal mad) => TryFromMad(mad, out Money money)
        ? money
        : throw new ArgumentOutOfRangeException(nameof(mad), mad, "An amount in MAD has at most two decimals.");

    /// <summary>As <see cref="FromMad"/>, for amounts that somebody typed.</summary>
    public static bool TryFromMad(decimal mad, out Money money)
    {
        money = default;
        if (mad is < -90_000_000_000_000_000m or > 90_000_000_000_000_000m)
        {
            return false;
        }

        decimal centimes = mad * 100m;
        money = decimal.IsInteger(centimes) ? new Money((long)centimes) : default;
        return decimal.IsInteger(centimes);
    }

    /// <summary>This many per cent of the amount, half a centime rounded up (the programme's rule per line).</summary>
    public Money Percent(int percent) => new((long)decimal.Floor((((decimal)Centimes * percent) + 50) / 100));

    /// <summary>
    /// Splits the amount by weights so that the parts add up to it exactly: the centimes left over go to the largest
    /// remainders, the earlier part first where remainders are equal.
    /// </summary>
    /// <exception cref="ArgumentException">The amount or a weight is below zero, or no weight is above it.</exception>
    public IReadOnlyList<Money> Split(IReadOnlyList<int> weights) => SplitBy([.. weights.Select(weight => (BigInteger)weight)]);

    /// <summary>Splits the amount as other amounts are to each other, by the same rule.</summary>
    /// <exception cref="ArgumentException">The amount or one of the others is below zero, or none is above it.</exception>
    public IReadOnlyList<Money> SplitLike(IReadOnlyList<Money> others) => SplitBy([.. others.Select(other => (BigInteger)other.Centimes)]);

    private IReadOnlyList<Money> SplitBy(IReadOnlyList<BigInteger> weights)
    {
        BigInteger total = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        if (Centimes < 0 || total <= 0 || weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("Neither the amount nor a weight is negative, and one weight is positive.", nameof(weights));
        }

        BigInteger whole = Centimes;
        long[] parts = [.. weights.Select(weight => (long)(whole * weight / total))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, weights.Count)
            .OrderByDescending(i => whole * weights[i] % total);
        foreach (int i in byRemainder.Take((int)(Centimes - parts.Sum())))
        {
            parts[i]++;
        }

        return [.. parts.Select(part => new Money(part))];
    }

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Centimes.CompareTo(other.Centimes);

    /// <summary>Dirhams with two decimals and a point, as in bank files: <c>40000.00</c>.</summary>
    public override string ToString() => Mad.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Sum.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Centimes + b.Centimes));

    /// <summary>Difference.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Centimes - b.Centimes));

    /// <summary>Less.</summary>
    public static bool operator <(Money a, Money b) => a.Centimes < b.Centimes;

    /// <summary>More.</summary>
    public static bool operator >(Money a, Money b) => a.Centimes > b.Centimes;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Money a, Money b) => a.Centimes <= b.Centimes;

    /// <summary>More or equal.</summary>
    public static bool operator >=(Money a, Money b) => a.Centimes >= b.Centimes;
}

/// <summary>Money in JSON is a number of dirhams with at most two decimals.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal mad) && Money.TryFromMad(mad, out Money money)
            ? money
            : throw new JsonException("An amount is a number of dirhams with at most two decimals.");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Mad);
}
