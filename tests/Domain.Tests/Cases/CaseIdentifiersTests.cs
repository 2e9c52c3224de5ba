using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

public sealed class CaseIdentifiersTests
{
    [Fact]
    public void A_number_is_proved_by_its_key_until_an_officer_accepts_the_document_that_shows_it()
    {
        SampleCase filed = SampleCases.In(CaseState.DocumentCheck);

        Assert.Equal(Proof.Checksum, Of(filed, IdentifierKind.Ice).Proof);
        Assert.Equal(Proof.Document, Of(filed.Judge(), IdentifierKind.Ice).Proof);
        Assert.Equal((Proof.Checksum, Proof.Document), (Of(filed.Judge(refused: "rib-certificate"), IdentifierKind.Rib).Proof, Of(filed.Judge(), IdentifierKind.Rib).Proof));
        Assert.Equal(Proof.Format, Of(filed.Judge(), IdentifierKind.Phone).Proof);
    }

    [Fact]
    public void A_document_that_shows_another_number_proves_none_though_it_is_accepted()
    {
        SampleCase draft = SampleCases.In(CaseState.Draft);
        SampleCase filed = draft
            .Bring(DocumentCheck.Asked(draft.File, draft.Rules).Where(asked => asked.Required).Select(asked => asked.Kind).Except(["ice-attestation", "rib-certificate"]))
            .BringWith("ice-attestation", AutomaticCheck.Content, new Finding(FindingCode.OtherIce, "0042"))
            .BringWith("rib-certificate", AutomaticCheck.Content, new Finding(FindingCode.OtherRib, "0073"))
            .Do(Applications.Submit).Record(new CheckOpened()).Judge();

        Assert.Equal((Proof.Checksum, Proof.Checksum), (Of(filed, IdentifierKind.Ice).Proof, Of(filed, IdentifierKind.Rib).Proof));
    }

    [Fact]
    public void What_the_kind_of_applicant_has_and_did_not_give_is_named()
    {
        KnownIdentifier[] missing = [.. CaseIdentifiers.Of(SampleCases.In(CaseState.Draft).File, Programmes.All[^1]).Where(known => known.Value is null)];

        Assert.Equal([IdentifierKind.TaxId, IdentifierKind.CooperativeRegister, IdentifierKind.Cnss], missing.Select(known => known.Kind));
        Assert.All(missing, known => Assert.Equal(Proof.None, known.Proof));
    }

    [Fact]
    public void A_bank_that_no_list_has_is_a_remark()
    {
        ProgrammeRules rules = Programmes.All[^1];
        SampleCase draft = SampleCases.In(CaseState.Draft);

        Assert.Null(Of(draft, IdentifierKind.Rib).Remark);
        Assert.Equal(
            IdentifierRemark.UnknownBank,
            CaseIdentifiers.Of(draft.File, rules with { Banks = [] }).Single(known => known.Kind == IdentifierKind.Rib).Remark);
    }

    [Fact]
    public void A_register_is_told_with_its_court()
    {
        SampleCase draft = SampleCases.In(CaseState.Draft, SampleForm.Complete with { TradeRegister = new TradeRegister { Court = "Guelmim", Number = "0123" } });

        Assert.Equal("Guelmim 123", Of(draft, IdentifierKind.TradeRegister).Value);
    }

    private static KnownIdentifier Of(SampleCase sample, IdentifierKind kind) =>
        CaseIdentifiers.Of(sample.File, Programmes.All[^1]).Single(known => known.Kind == kind);
}
