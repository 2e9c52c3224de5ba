using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Tests.Programme;

public sealed class NamesTests
{
    [Fact]
    public void Every_state_turn_role_choice_request_and_identifier_has_a_name_in_both_languages()
    {
        AssertNamed<CaseState>();
        AssertNamed<Turn>();
        AssertNamed<Role>();
        AssertNamed<VoteChoice>();
        AssertNamed<Ask>();
        AssertNamed<IdentifierKind>();
        AssertNamed<Proof>();
        AssertNamed<IdentifierRemark>();
        AssertNamed<CraftCategory>();

        static void AssertNamed<T>()
            where T : struct, Enum
        {
            Text[] names = [.. Enum.GetValues<T>().Select(Names.Of)];
            Assert.All(names, name => Assert.Matches("^[A-Za-zÀ-ÿ]", name.Fr));
            Assert.All(names, name => Assert.Matches("^[\u0600-\u06FF]", name.Ar));
            Assert.Equal(names.Distinct(), names);
        }
    }

    [Theory]
    [InlineData("Draft", "Brouillon")]
    [InlineData("rib-certificate", "Attestation de RIB")]
    [InlineData("144000.00", "144000.00")]
    [InlineData("3", "3")] // a number, and not the state with that number
    [InlineData("draft", "draft")]
    public void A_refusal_mentions_a_state_or_a_document_by_name_and_anything_else_as_it_is(string value, string french) =>
        Assert.Equal(french, Names.OfMentioned(value).Fr);
}
