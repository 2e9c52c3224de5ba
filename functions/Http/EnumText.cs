using System.Text.Json;

namespace Tasdir.Functions.Http;

/// <summary>Enumerations in addresses and forms, spelt as in JSON.</summary>
public static class EnumText
{
    /// <summary>The spelling of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Reads a spelling; numbers are none.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = Enum.GetValues<T>().FirstOrDefault(candidate => Of(candidate) == text);
        return Of(value) == text;
    }
}
