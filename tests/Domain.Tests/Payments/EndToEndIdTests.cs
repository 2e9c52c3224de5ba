using CsCheck;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Payments;

public sealed class EndToEndIdTests
{
    [Fact]
    public void An_id_is_the_case_the_tranche_and_the_generation_and_leads_back_to_its_case() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[1, 99]).Sample((tranche, generation) =>
        {
            string id = EndToEndId.Create(SampleCase.Reference, tranche, generation);

            Assert.Equal($"{SampleCase.Reference}-T{tranche}-G{generation}", id);
            Assert.InRange(id.Length, 1, 35); // ISO 20022, Max35Text
            Assert.Equal(SampleCase.Reference, EndToEndId.ReferenceOf(id));
        });

    [Theory]
    [InlineData("")]
    [InlineData("NOTPROVIDED")]
    [InlineData("{reference}")]
    [InlineData("{reference}-T1")]
    [InlineData("{reference}-T0-G1")]
    [InlineData("{reference}-T1-G0")]
    [InlineData("{reference}-T100-G1")]
    [InlineData("{reference}-T1-G1-")]
    [InlineData("X{reference}-T1-G1")]
    [InlineData("TSD-2026-10-AAAAAA-T1-G1")] // its check character is wrong
    public void What_is_not_one_of_our_ids_belongs_to_no_case(string text) =>
        Assert.Null(EndToEndId.ReferenceOf(text.Replace("{reference}", SampleCase.Reference, StringComparison.Ordinal)));
}
