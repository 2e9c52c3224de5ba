using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Functions.Pages;

/// <summary>Serves the one stylesheet of the pages.</summary>
public sealed class ReadStylesheet
{
    [Function(nameof(ReadStylesheet))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "site.css")] HttpRequest request) =>
        Results.Stream(typeof(ReadStylesheet).Assembly.GetManifestResourceStream("site.css")!, "text/css");
}
