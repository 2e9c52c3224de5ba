using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using NJsonSchema.Validation;
using Tasdir.Functions;
using YamlDotNet.Serialization;

namespace Tasdir.TestKit.Contract;

/// <summary>An operation of the contract.</summary>
/// <param name="Id">Its operationId.</param>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Path">Address template.</param>
/// <param name="Content">Everything that the document says of it.</param>
public sealed record ApiOperation(string Id, string Method, string Path, JsonObject Content)
{
    private readonly Regex _address = new("^" + Regex.Replace(Regex.Escape(Path), @"\\\{\w+}", "[^/]+") + "$");

    /// <summary>Whether a request is one of this operation.</summary>
    public bool Matches(string method, string path) => method == Method && _address.IsMatch(path);
}

/// <summary>The contract of the API, <c>functions/openapi.yaml</c>, read so that requests and answers can be held against it.</summary>
public sealed class ApiContract
{
    private static readonly Lazy<ApiContract> s_served = new(() => new ApiContract(Read()));
    private readonly JsonObject _document;
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new();

    private ApiContract(JsonObject document)
    {
        _document = document;
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where operation.Key != "parameters"
               select new ApiOperation(
                   (string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value.AsObject()),
        ];
    }

    /// <summary>The contract that the app serves.</summary>
    public static ApiContract Served => s_served.Value;

    /// <summary>Every operation.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The document.</summary>
    public JsonObject Document => _document;

    /// <summary>The operation that a request is of, or null.</summary>
    public ApiOperation? Find(string method, string path) => Operations.FirstOrDefault(operation => operation.Matches(method, path));

    /// <summary>A part of the document, with a reference at its top followed.</summary>
    public JsonObject Resolve(JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference[2..].Split('/').Aggregate((JsonNode)_document, (at, step) => at[step]!).AsObject()
        : node.AsObject();

    /// <summary>What is wrong with a text by a schema of the document; nothing when it fits.</summary>
    public IEnumerable<string> Faults(JsonNode schema, string json) =>
        _schemas.GetOrAdd(schema.ToJsonString(), Compile).Validate(json).SelectMany(Tell);

    private static IEnumerable<string> Tell(ValidationError error) => error is ChildSchemaValidationError child
        ? child.Errors.Values.SelectMany(errors => errors).SelectMany(Tell)
        : [$"{error.Path}: {error.Kind}"];

    // The validator looks for what schemas share in "definitions".
    private JsonSchema Compile(string schema)
    {
        string shared = _document["components"]!["schemas"]!.ToJsonString();
        string whole = $$"""{"allOf": [{{schema}}], "definitions": {{shared}}}""";
        return JsonSchema.FromJsonAsync(whole.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal)).GetAwaiter().GetResult();
    }

    private static JsonObject Read()
    {
        using StreamReader yaml = new(typeof(App).Assembly.GetManifestResourceStream("openapi.yaml")!);
        object? content = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build().Deserialize(yaml);
        string json = new SerializerBuilder().JsonCompatible().DisableAliases().Build().Serialize(content);
        return JsonNode.Parse(json)!.AsObject();
    }
}
