using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Functions.Programme;

/// <summary>Holds the programme's files against their schema, which editors use too.</summary>
public static class SchemaCheck
{
    /// <summary>Everything in the files that the schema does not allow.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(ProgrammeData data, CancellationToken cancellation)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(Programmes.Schema(), cancellation);
        return [.. data.Files.Where(file => !file.IsWording).SelectMany(file => Flatten(schema.Validate(file.Root.ToJsonString())).Select(error => FindingOf(file, error)))];
    }

    // What is wrong inside an entry is nested in what is wrong with the entry.
    private static IEnumerable<ValidationError> Flatten(IEnumerable<ValidationError> errors) =>
        errors.SelectMany(error => error is ChildSchemaValidationError nested && nested.Errors.Any(inner => inner.Value.Count > 0)
            ? Flatten(nested.Errors.SelectMany(inner => inner.Value))
            : [error]);

    private static Finding FindingOf(DataFile file, ValidationError error)
    {
        string place = (error.Path ?? "#").TrimStart('#').TrimStart('/');
        string sentence = error.Kind switch
        {
            ValidationErrorKind.PropertyRequired => $"{error.Property} is missing.",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => $"{error.Property} is not known here.",
            _ => $"{place} is not as the schema says ({error.Kind}): {ValueAt(file.Root, place)}.",
        };
        return new Finding(file.Name, file.LineOf($"$.{place}"), sentence);
    }

    private static string ValueAt(JsonNode root, string place)
    {
        JsonNode? node = root;
        foreach (string step in place.Split('.', '['))
        {
            node = step.EndsWith(']') && node is JsonArray items && int.TryParse(step[..^1], out int index) && index < items.Count ? items[index]
                : node is JsonObject names ? names[step]
                : null;
        }

        return node?.ToJsonString() ?? "nothing";
    }
}
