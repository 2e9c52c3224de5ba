using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class RegistersTests
{
    private static readonly DateOnly s_day = new(2025, 6, 2);

    [Theory]
    [InlineData("Agadir", "12345", "  AGADIR ", "0012345")]
    [InlineData("Béni Mellal", "7", "beni-mellal", "٧")]
    [InlineData("المحكمة التجارية بأكادير", "12345", "المحكمة  التجارية باكادير", "12345")]
    [InlineData("محكمة الدّار البيضاء", "12345", "محكمه الدار البيضـــاء", "12345")]
    public void Two_spellings_of_an_entry_in_the_trade_register_are_one(string court, string number, string otherCourt, string otherNumber) =>
        Assert.Equal(Entry(court, number).ComparisonKey(), Entry(otherCourt, otherNumber).ComparisonKey());

    [Fact]
    public void A_number_is_unique_only_within_its_court()
    {
        Assert.NotEqual(Entry("Agadir", "12345").ComparisonKey(), Entry("Rabat", "12345").ComparisonKey());
        Assert.NotEqual(Entry("Agadir", "12345").ComparisonKey(), Entry("Agadir", "12346").ComparisonKey());
    }

    [Theory]
    [InlineData(" ", "12345", "court field_required")]
    [InlineData("123", "12345", "court field_required")]
    [InlineData("Agadir", "", "number number_too_short")]
    [InlineData("Agadir", "12345678", "number number_too_long")]
    [InlineData("Agadir", "000", "number number_zero")]
    [InlineData("Agadir", "12 A", "number number_letters")]
    [InlineData("", "A", "court field_required", "number number_letters")]
    public void What_is_wrong_with_an_entry_is_said_of_its_part(string court, string number, params string[] faults)
    {
        Reading<TradeRegister> reading = new TradeRegister { Court = court, Number = number }.Read();

        Assert.Null(reading.Value);
        Assert.Equal(faults, reading.Refusals.Select(refusal => $"{refusal.Field} {refusal.Code}"));
    }

    [Fact]
    public void A_court_s_name_has_an_end() =>
        Keys.Refused(new TradeRegister { Court = new string('a', 101), Number = "1" }.Read(), "text_too_long", "100");

    [Fact]
    public void A_cooperative_is_told_by_court_number_and_date()
    {
        CooperativeRegister typed = new() { Court = " Tribunal de première  instance de Guelmim", Number = " 12/ 2019 ", RegisteredOn = s_day };
        CooperativeRegister read = typed.Read().Value!;

        Assert.Equal(("Tribunal de première instance de Guelmim", "12/ 2019"), (read.Court, read.Number));
        Assert.Equal(read.ComparisonKey(), (read with { Court = "TRIBUNAL DE PREMIERE INSTANCE DE GUELMIM" }).ComparisonKey());
        Assert.NotEqual(read.ComparisonKey(), (read with { RegisteredOn = s_day.AddDays(1) }).ComparisonKey());
        Assert.Equal(["court", "number"], (typed with { Court = "", Number = "" }).Read().Refusals.Select(refusal => refusal.Field));
    }

    [Fact]
    public void An_entry_of_the_register_of_crafts_has_a_number_and_a_category()
    {
        CraftRegister typed = new() { Number = "nia 0012 345", Category = CraftCategory.MasterArtisan };

        Assert.Equal(new CraftRegister { Number = "NIA0012345", Category = CraftCategory.MasterArtisan }, typed.Read().Value);
        Keys.Refused((typed with { Number = "nia" }).Read(), "number_missing");
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(false, 59, false)]
    [InlineData(false, 60, true)]
    public void A_provisional_receipt_counts_as_final_after_sixty_days(bool final, int days, bool counts)
    {
        AssociationReceipt receipt = new() { Number = "45/2025", Authority = "Caïdat d'Asrir", IssuedOn = s_day, Final = final };

        Assert.Equal(counts, receipt.CountsAsFinalOn(s_day.AddDays(days)));
        Assert.True((receipt with { Final = true, IssuedOn = DateOnly.MaxValue }).CountsAsFinalOn(s_day));
        Assert.False((receipt with { Final = false, IssuedOn = DateOnly.MaxValue }).CountsAsFinalOn(s_day));
    }

    [Fact]
    public void A_receipt_has_a_number_and_an_authority()
    {
        AssociationReceipt receipt = new() { Number = "", Authority = "", IssuedOn = s_day, Final = true };

        Assert.Equal(["number", "authority"], receipt.Read().Refusals.Select(refusal => refusal.Field));
        Assert.Equal(
            (receipt with { Number = "45/2025", Authority = "باشوية كلميم" }).ComparisonKey(),
            (receipt with { Number = "٤٥/٢٠٢٥", Authority = "باشويّة  كلميم" }).ComparisonKey());
    }

    private static TradeRegister Entry(string court, string number) => new TradeRegister { Court = court, Number = number }.Read().Value!;
}
