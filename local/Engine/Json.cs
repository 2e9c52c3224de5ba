using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tasdir.Local.Engine;

/// <summary>How the engine's own records are written. Published: an older history must stay readable.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, s_options)!;

    public static T? ReadOptional<T>(string? json)
        where T : class => json is null ? null : Read<T>(json);
}
