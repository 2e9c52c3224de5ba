using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tasdir.Local.Engine;

/// <summary>How the engine's own records are written. Published: an older history must stay readable.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        MaxDepth = 512,
        Converters = { new PlainObject() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, s_options)!;

    public static T? ReadOptional<T>(string? json)
        where T : class => json is null ? null : Read<T>(json);

    // The properties of failures are plain: text, numbers (as doubles), truth values, times, lists, maps. A time is text
    // with a sign before it, as on the real wire.
    private sealed class PlainObject : JsonConverter<object>
    {
        private const string Time = "dt:";
        private const string TimeWithOffset = "dto:";

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => Text(reader.GetString()!),
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.StartArray => JsonSerializer.Deserialize<List<object?>>(ref reader, options),
            JsonTokenType.StartObject => JsonSerializer.Deserialize<Dictionary<string, object?>>(ref reader, options),
            _ => null,
        };

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            object plain = value switch
            {
                DateTime time => Time + time.ToString("O", CultureInfo.InvariantCulture),
                DateTimeOffset time => TimeWithOffset + time.ToString("O", CultureInfo.InvariantCulture),
                _ => value.GetType() == typeof(object) ? "" : value,
            };
            JsonSerializer.Serialize(writer, plain, plain.GetType(), options);
        }

        private static object Text(string text) =>
            text.StartsWith(TimeWithOffset, StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text[TimeWithOffset.Length..], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset offset) ? offset
            : text.StartsWith(Time, StringComparison.Ordinal)
                && DateTime.TryParse(text[Time.Length..], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time) ? time
            : text;
    }
}
