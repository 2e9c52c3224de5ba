using System.Numerics;
using System.Text.Json;
using CsCheck;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Tests.Payments;

public sealed class MoneyTests
{
    private static readonly Gen<long> s_centimes = Gen.Long[0, 9_000_000_000_000_000_000];

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("144000", 144_000_00)]
    [InlineData("144000.5", 144_000_50)]
    [InlineData("-12.34", -12_34)]
    [InlineData("90000000000000000", 9_000_000_000_000_000_000)]
    public void Dirhams_become_centimes_exactly(string mad, long centimes) =>
        Assert.Equal(new Money(centimes), Money.FromMad(decimal.Parse(mad, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("0.001")]
    [InlineData("12.345")]
    [InlineData("90000000000000000.01")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void An_amount_that_is_no_whole_number_of_centimes_or_too_large_is_refused(string mad)
    {
        decimal amount = decimal.Parse(mad, System.Globalization.CultureInfo.InvariantCulture);

        Assert.False(Money.TryFromMad(amount, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromMad(amount));
    }

    [Fact]
    public void What_is_added_and_taken_away_again_leaves_the_amount() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[-1_000_000_000_000, 1_000_000_000_000]).Sample((a, b) =>
        {
            Assert.Equal(new Money(a), new Money(a) + new Money(b) - new Money(b));
            Assert.Equal(a < b, new Money(a) < new Money(b));
            Assert.Equal(a >= b, new Money(a) >= new Money(b));
            Assert.Equal(a.CompareTo(b), new Money(a).CompareTo(new Money(b)));
            Assert.Equal(new Money(Math.Min(a, b)), Money.Min(new Money(a), new Money(b)));
        });

    [Fact]
    public void A_sum_beyond_what_fits_is_an_error_and_no_other_amount()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue).Percent(101));
    }

    [Theory]
    [InlineData(180_000_00, 80, 144_000_00)]
    [InlineData(1, 80, 1)] // 0.8
    [InlineData(1, 50, 1)] // half a centime up
    [InlineData(1, 49, 0)]
    [InlineData(3, 50, 2)]
    [InlineData(1_000_001, 80, 800_001)] // 800 000.8
    [InlineData(long.MaxValue, 100, long.MaxValue)]
    [InlineData(-3, 50, -1)]
    [InlineData(-6, 20, -1)] // -1.2
    [InlineData(-8, 20, -2)] // -1.6
    public void A_percentage_is_rounded_to_the_centime_half_up(long centimes, int percent, long part) =>
        Assert.Equal(new Money(part), new Money(centimes).Percent(percent));

    [Fact]
    public void A_percentage_is_the_nearest_whole_centime() => Gen.Select(s_centimes, Gen.Int[0, 100]).Sample((centimes, percent) =>
    {
        BigInteger exactHundredths = (BigInteger)centimes * percent;
        BigInteger off = ((BigInteger)new Money(centimes).Percent(percent).Centimes * 100) - exactHundredths;

        Assert.InRange((int)off, -49, 50);
    });

    [Theory]
    [InlineData(100_000_000, new[] { 1, 1, 1 }, new[] { 33_333_334L, 33_333_333L, 33_333_333L })]
    [InlineData(100_000_000, new[] { 7, 11, 13 }, new[] { 22_580_645L, 35_483_871L, 41_935_484L })]
    [InlineData(144_000_00, new[] { 40, 60 }, new[] { 57_600_00L, 86_400_00L })]
    [InlineData(1, new[] { 40, 60 }, new[] { 0L, 1L })]
    [InlineData(5, new[] { 0, 1, 0 }, new[] { 0L, 5L, 0L })]
    [InlineData(0, new[] { 1, 2 }, new[] { 0L, 0L })]
    public void An_amount_is_split_by_largest_remainder(long centimes, int[] weights, long[] parts) =>
        Assert.Equal(parts, new Money(centimes).Split(weights).Select(part => part.Centimes));

    [Fact]
    public void The_parts_add_up_to_the_amount_and_none_is_a_centime_off_its_share() =>
        Gen.Select(s_centimes, Gen.Int[0, 1_000_000].Array[1, 15].Where(weights => weights.Any(weight => weight > 0))).Sample((centimes, weights) =>
        {
            IReadOnlyList<Money> parts = new Money(centimes).Split(weights);
            BigInteger total = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);

            Assert.Equal(centimes, parts.Sum(part => part.Centimes));
            Assert.All(parts.Zip(weights), part =>
            {
                BigInteger floor = (BigInteger)centimes * part.Second / total;
                Assert.True(part.First.Centimes >= floor && part.First.Centimes <= floor + 1);
                Assert.True(part.Second > 0 || part.First == Money.Zero);
            });
        });

    [Fact]
    public void Nothing_is_split_by_weights_that_cannot_be_and_no_debt_is_split()
    {
        Assert.Throws<ArgumentException>(() => new Money(100).Split([]));
        Assert.Throws<ArgumentException>(() => new Money(100).Split([0, 0]));
        Assert.Throws<ArgumentException>(() => new Money(100).Split([2, -1]));
        Assert.Throws<ArgumentException>(() => new Money(-100).Split([1, 1]));
    }

    [Fact]
    public void In_JSON_an_amount_is_a_number_of_dirhams_and_comes_back_the_same() => Gen.Long[-9_000_000_000_000_000_000, 9_000_000_000_000_000_000].Sample(centimes =>
    {
        Money money = new(centimes);

        Assert.Equal(money, JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money, CaseJson.Options), CaseJson.Options));
    });

    [Theory]
    [InlineData("144000.50", 144_000_50)]
    [InlineData("144000.5", 144_000_50)]
    [InlineData("1.2e1", 12_00)]
    [InlineData("12.3400", 12_34)]
    public void An_amount_is_read_however_its_number_is_written(string json, long centimes) =>
        Assert.Equal(new Money(centimes), JsonSerializer.Deserialize<Money>(json, CaseJson.Options));

    [Theory]
    [InlineData("12.345")]
    [InlineData("\"12.34\"")]
    [InlineData("1e40")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_no_amount_is_not_read_as_one(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json, CaseJson.Options));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(40_000_00, "40000.00")]
    [InlineData(-1_50, "-1.50")]
    public void In_bank_files_an_amount_has_two_decimals_and_a_point(long centimes, string text) =>
        Assert.Equal(text, new Money(centimes).ToString());
}
