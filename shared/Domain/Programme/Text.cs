namespace Tasdir.Domain.Programme;

/// <summary>A wording in the two languages that everything shown to people has.</summary>
/// <param name="Fr">French.</param>
/// <param name="Ar">Arabic.</param>
public sealed record Text(string Fr, string Ar)
{
    /// <summary>The wording in a language: <c>ar</c> is Arabic, anything else French.</summary>
    public string In(string language) => language == "ar" ? Ar : Fr;
}
