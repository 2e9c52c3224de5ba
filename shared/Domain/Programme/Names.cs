using System.Text.Json;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Programme;

/// <summary>How the procedure's own terms are called in the two languages, wherever a person reads them: <c>Data/names.json</c>.</summary>
public static class Names
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, Text>>> s_names = new(Load);

    /// <summary>The name of a state, a turn, a role or a choice.</summary>
    /// <exception cref="KeyNotFoundException">The data has none.</exception>
    public static Text Of<T>(T term)
        where T : struct, Enum => s_names.Value[JsonName(typeof(T).Name)][JsonName(term.ToString())];

    /// <summary>The name of whatever a refusal mentions: a state or a kind of document; anything else is shown as it is.</summary>
    public static Text OfMentioned(string value) =>
        Enum.TryParse(value, out CaseState state) && Enum.IsDefined(state) && !char.IsAsciiDigit(value[0]) ? Of(state)
        : Programmes.All[^1].TryDocument(value) is { } kind ? kind.Name
        : new Text(value, value);

    private static string JsonName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static Dictionary<string, Dictionary<string, Text>> Load()
    {
        using Stream data = typeof(Names).Assembly.GetManifestResourceStream("Data/names.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Text>>>(data, CaseJson.Options)!;
    }
}
