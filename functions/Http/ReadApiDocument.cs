using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Functions.Http;

/// <summary>Serves the API's contract, OpenAPI 3.1.</summary>
public sealed class ReadApiDocument
{
    [Function(nameof(ReadApiDocument))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.yaml")] HttpRequest request) =>
        Results.Stream(typeof(ReadApiDocument).Assembly.GetManifestResourceStream("openapi.yaml")!, "application/yaml");
}
