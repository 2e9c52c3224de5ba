using CsCheck;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Tests.Payments;

public sealed class TransliterationTests
{
    [Theory]
    [InlineData("Coopérative Tighmert Argan et Cactus", "Cooperative Tighmert Argan et Cactus")]
    [InlineData("Fatma Aït Bella", "Fatma Ait Bella")]
    [InlineData("L’Œuvre d’Anaïs", "L'OEuvre d'Anais")]
    [InlineData("ÀÉÎÕÜ çñ", "AEIOU cn")]
    [InlineData("تعاونية أركان تيغمرت", "taaounia arkan tighmrt")]
    [InlineData("إدريس آيت بلّا", "idris ait bla")]
    [InlineData("مؤسسة الشفاء", "moussa alchfa")]
    [InlineData("أڭادير", "agadir")]
    [InlineData("مـحـمـد", "mhmd")] // written out
    [InlineData("فَاطِمَة", "fatma")] // with vowel signs
    [InlineData("ﻻ", "la")] // one glyph for two letters
    [InlineData("ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵓⵔⴳⴰⵏ", "tamsmount n ourgan")]
    [InlineData("A & B  [Ltd] 🌵 №7", "A B Ltd No7")]
    [InlineData("S.A.R.L. (Fès), n° 3/4 : +212", "S.A.R.L. (Fes), n 3/4 : +212")]
    [InlineData("", "")]
    [InlineData("東京", "")]
    public void A_name_is_written_in_the_letters_that_bank_fields_take(string name, string latin) =>
        Assert.Equal(latin, Transliteration.ToLatin(name));

    [Fact]
    public void Whatever_the_name_only_letters_digits_spaces_and_the_signs_of_bank_fields_are_left() =>
        Gen.OneOf(Gen.Char['\0', '\uFFFF'], Gen.Char['\u0600', '\u06FF'], Gen.Char['\u00A0', '\u024F'], Gen.Char['\uFFF0', '\uFFFF']).Array.Sample(name =>
        {
            string latin = Transliteration.ToLatin(new string(name));

            Assert.Matches("^([a-zA-Z0-9/?:().,'+-]+( [a-zA-Z0-9/?:().,'+-]+)*)?$", latin);
            Assert.Equal(latin, Transliteration.ToLatin(latin));
        }, iter: 1_000);

    [Fact]
    public void Every_letter_of_the_Arabic_and_the_Amazigh_alphabet_is_written_but_the_hamza_of_its_own()
    {
        string arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئ";
        string amazigh = "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ";

        Assert.All(arabic + amazigh, letter => Assert.Matches("^[a-z]{1,2}$", Transliteration.ToLatin(letter.ToString())));
        Assert.Equal("", Transliteration.ToLatin("ء"));
    }
}
