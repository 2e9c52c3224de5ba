using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

/// <summary>What an applicant asks about the data kept on them.</summary>
public sealed record DataRequestBody([property: JsonRequired] DataRequestKind Kind, string? Text = null);

public sealed class RequestData(CaseRequests cases)
{
    [Function(nameof(RequestData))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/data-requests")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<DataRequestBody>(
            request,
            reference,
            Role.Applicant,
            (file, body, asked) => FreeText.Check(body.Text, "text") ?? DataRequests.Ask(file, body.Kind, body.Text, asked.Now),
            cancellation);
}
