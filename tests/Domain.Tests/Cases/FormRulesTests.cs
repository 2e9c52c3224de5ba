using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

public sealed class FormRulesTests
{
    private static readonly ProgrammeRules s_rules = Programmes.Version("2025-1");

    [Fact]
    public void A_complete_form_is_well_formed_and_lacks_nothing()
    {
        Assert.Empty(FormRules.Check(SampleForm.Complete, s_rules).Refusals);
        Assert.Empty(FormRules.Missing(SampleForm.Complete));
        Assert.Empty(FormRules.Missing(SampleForm.Complete with { Phone = null }));
    }

    [Fact]
    public void Identifiers_are_kept_in_their_normal_spelling()
    {
        ApplicationForm typed = SampleForm.Complete with
        {
            Ice = "00 32 10 98 70 00 108",
            TaxId = "4051 2378",
            TradeRegister = new TradeRegister { Court = " Guelmim", Number = "00123" },
            Cnss = "123 45 67",
            Cin = "jb 123456",
            CooperativeRegister = new CooperativeRegister { Court = "Guelmim ", Number = "12/2019", RegisteredOn = new DateOnly(2019, 3, 4) },
            CraftRegister = new CraftRegister { Number = "nia 12", Category = CraftCategory.Cooperative },
            AssociationReceipt = new AssociationReceipt { Number = "4", Authority = " Pachalik", IssuedOn = new DateOnly(2019, 3, 4), Final = true },
            AutoEntrepreneurNumber = " ae 12",
            Rib = "MA64 2254 5001 0020 0300 4005 0073",
            Phone = "06 12 34 56 78",
        };

        (ApplicationForm form, IReadOnlyList<Refusal> refusals) = FormRules.Check(typed, s_rules);

        Assert.Empty(refusals);
        Assert.Equal(SampleForm.Complete with
        {
            TaxId = "40512378",
            TradeRegister = new TradeRegister { Court = "Guelmim", Number = "123" },
            Cnss = "1234567",
            Cin = "JB123456",
            CooperativeRegister = typed.CooperativeRegister with { Court = "Guelmim" },
            CraftRegister = typed.CraftRegister with { Number = "NIA12" },
            AssociationReceipt = typed.AssociationReceipt with { Authority = "Pachalik" },
            AutoEntrepreneurNumber = "AE12",
        }, form);
        Assert.Equal(form, FormRules.Check(form, s_rules).Form);
    }

    [Fact]
    public void An_identifier_that_is_wrong_is_refused_by_its_field_and_by_the_part_of_it()
    {
        Refused(SampleForm.Complete with { TaxId = "123" }, RefusalCodes.NumberTooShort, "taxId", "7", "3");
        Refused(SampleForm.Complete with { Cnss = "" }, RefusalCodes.NumberTooShort, "cnss", "6", "0");
        Refused(SampleForm.Complete with { Cin = "1" }, RefusalCodes.CinLetters, "cin");
        Refused(SampleForm.Complete with { AutoEntrepreneurNumber = "" }, RefusalCodes.FieldRequired, "autoEntrepreneurNumber");
        Refused(
            SampleForm.Complete with { TradeRegister = new TradeRegister { Court = "Guelmim", Number = "12345678" } },
            RefusalCodes.NumberTooLong,
            "tradeRegister.number",
            "7",
            "8");
        Refused(SampleForm.Complete with { Phone = "+33612345678" }, RefusalCodes.PhoneFormat, "phone");
    }

    [Theory]
    [InlineData("a@b.ma")]
    [InlineData("fatma.ait-bella+tasdir@coop.example.ma")]
    public void An_address_is_taken(string email) =>
        Assert.Empty(FormRules.Check(SampleForm.Complete with { Email = email }, s_rules).Refusals);

    [Theory]
    [InlineData("")]
    [InlineData("fatma")]
    [InlineData("fatma@localhost")]
    [InlineData("fatma@@example.ma")]
    [InlineData("@example.ma")]
    [InlineData("fatma@example.ma ")]
    [InlineData("Fatma <fatma@example.ma>")]
    [InlineData("fatma@example.ma, other@example.ma")]
    [InlineData("fatma@example.ma\r\nBcc: other@example.ma")]
    public void What_is_not_exactly_one_address_is_refused(string email) =>
        Refused(SampleForm.Complete with { Email = email }, RefusalCodes.EmailFormat, "email");

    [Fact]
    public void An_address_longer_than_mail_carries_is_refused() =>
        Refused(SampleForm.Complete with { Email = new string('a', 245) + "@exam.ma.ma" }, RefusalCodes.EmailFormat, "email");

    [Theory]
    [InlineData(0, RefusalCodes.AmountNotPositive)]
    [InlineData(-1, RefusalCodes.AmountNotPositive)]
    [InlineData(100_000_000_01, RefusalCodes.AmountTooHigh)]
    public void A_cost_that_cannot_be_is_refused(long centimes, string code) =>
        Refused(SampleForm.Complete with { PlanCost = new Money(centimes) }, code, "planCost");

    [Theory]
    [InlineData(1)]
    [InlineData(100_000_000_00)]
    public void The_lowest_and_the_highest_cost_are_taken(long centimes) =>
        Assert.Empty(FormRules.Check(SampleForm.Complete with { PlanCost = new Money(centimes) }, s_rules).Refusals);

    [Theory]
    [InlineData("00321098700010", RefusalCodes.IceFormat)]
    [InlineData("003210987000109", RefusalCodes.IceKey)]
    public void A_wrong_ICE_is_refused(string ice, string code) => Refused(SampleForm.Complete with { Ice = ice }, code, "ice");

    [Theory]
    [InlineData("22545001002003004005007", RefusalCodes.RibFormat)]
    [InlineData("225450010020030040050037", RefusalCodes.RibKey)]
    public void A_wrong_RIB_is_refused(string rib, string code) => Refused(SampleForm.Complete with { Rib = rib }, code, "rib");

    [Fact]
    public void A_region_a_language_and_a_scheme_are_ones_that_there_are()
    {
        Refused(SampleForm.Complete with { Region = "13" }, RefusalCodes.RegionUnknown, "region");
        Refused(SampleForm.Complete with { Region = "1" }, RefusalCodes.RegionUnknown, "region");
        Refused(SampleForm.Complete with { Language = "en" }, RefusalCodes.FieldRequired, "language");
        Refused(SampleForm.Complete with { Scheme = "second-export" }, RefusalCodes.SchemeUnknown, "scheme");
        Refused(SampleForm.Complete with { Scheme = "craft-export", Kind = ApplicantKind.Company }, RefusalCodes.SchemeNotForApplicant, "scheme");
    }

    [Fact]
    public void Names_have_140_characters_as_in_bank_files_and_titles_300()
    {
        ApplicationForm longest = SampleForm.Complete with { Name = new('n', 140), Signatory = new('s', 140), PlanTitle = new('t', 300) };

        Assert.Empty(FormRules.Check(longest, s_rules).Refusals);
        Refused(longest with { Name = new('n', 141) }, RefusalCodes.TextTooLong, "name", "140");
        Refused(longest with { Signatory = new('s', 141) }, RefusalCodes.TextTooLong, "signatory", "140");
        Refused(longest with { PlanTitle = new('t', 301) }, RefusalCodes.TextTooLong, "planTitle", "300");
    }

    private static void Refused(ApplicationForm form, string code, string field, params string[] values)
    {
        Refusal refusal = Assert.Single(FormRules.Check(form, s_rules).Refusals);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        if (values.Length > 0)
        {
            Assert.Equal(values, refusal.Values);
        }
    }
}
