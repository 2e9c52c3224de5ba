using System.Globalization;
using CsCheck;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

public sealed class CaseReferenceTests
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Gen<string> s_references = Gen.Select(Gen.Int[2025, 2099], Gen.Int[1, 12], Gen.Byte.Array[CaseReference.RandomBytes])
        .Select((year, region, random) => CaseReference.Create(year, region.ToString("00", CultureInfo.InvariantCulture), random));

    [Theory]
    [InlineData(2026, "10", new byte[] { 0, 0, 0, 0, 0 })]
    [InlineData(2026, "02", new byte[] { 7, 15, 3, 19, 23 })]
    [InlineData(2027, "12", new byte[] { 255, 254, 253, 252, 251 })]
    public void A_reference_says_its_year_and_its_region(int year, string region, byte[] random)
    {
        string reference = CaseReference.Create(year, region, random);

        Assert.Matches($"^TSD-{year}-{region}-[{Symbols}]{{6}}$", reference);
        Assert.Equal(region, CaseReference.RegionOf(reference));
    }

    [Fact]
    public void Each_random_byte_shows_in_its_place_so_that_references_cannot_be_guessed() => Gen.Byte.Array[CaseReference.RandomBytes].Sample(random =>
        Assert.Equal(new string([.. random.Select(value => Symbols[value % 32])]), CaseReference.Create(2026, "10", random)[12..17]));

    [Fact]
    public void A_reference_is_read_as_it_was_given() => s_references.Sample(reference =>
    {
        Assert.True(CaseReference.TryParse(reference, out string? read));
        Assert.Equal(reference, read);
    });

    [Fact]
    public void A_reference_is_read_however_people_type_it() => Gen.Select(s_references, Gen.Bool, Gen.Bool, Gen.Char["oO"], Gen.Char["iIlL"]).Sample((reference, hyphens, lower, nought, one) =>
    {
        string typed = "  " + (hyphens ? reference : reference.Replace("-", "", StringComparison.Ordinal)) + " ";
        typed = (lower ? typed.ToLowerInvariant() : typed).Replace('0', nought).Replace('1', one);

        Assert.True(CaseReference.TryParse(typed, out string? read));
        Assert.Equal(reference, read);
    });

    [Fact]
    public void Any_single_wrong_character_is_found() => s_references.Sample(reference =>
    {
        for (int place = 0; place < reference.Length; place++)
        {
            foreach (char wrong in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-".Where(symbol => Read(symbol) != reference[place]))
            {
                Assert.False(CaseReference.TryParse(reference.Remove(place, 1).Insert(place, wrong.ToString()), out _));
            }
        }
    }, iter: 50);

    [Fact]
    public void Any_two_swapped_characters_are_found() => Gen.Select(s_references, Gen.Int[0, 14], Gen.Int[0, 14]).Sample((reference, a, b) =>
    {
        string compact = reference.Replace("-", "", StringComparison.Ordinal);
        char[] swapped = compact.ToCharArray();
        (swapped[a], swapped[b]) = (swapped[b], swapped[a]);

        Assert.Equal(compact == new string(swapped), CaseReference.TryParse(new string(swapped), out _));
    }, iter: 1_000);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TSD-2026-10")]
    [InlineData("TSD-2026-10-7F3KQ")]
    [InlineData("TSD-2026-10-7F3KQ99")]
    [InlineData("XSD-2026-10-7F3KQ9")]
    [InlineData("TSD-2026-10-7F3KU9")] // there is no U
    [InlineData("TSD-A026-10-7F3KQ9")]
    [InlineData("TSD-٢٠٢٦-10-7F3KQ9")]
    public void What_is_no_reference_is_not_read_as_one(string? text) => Assert.False(CaseReference.TryParse(text, out _));

    // How a typed character is understood.
    private static char Read(char symbol) => symbol switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => symbol,
    };
}
