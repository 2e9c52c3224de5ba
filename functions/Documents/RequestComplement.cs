using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>What an officer adds to the request of a complement.</summary>
public sealed record ComplementBody(string? Note = null);

public sealed class RequestComplement(CaseRequests cases)
{
    [Function(nameof(RequestComplement))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/complement-request")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<ComplementBody>(
            request,
            reference,
            Role.Officer,
            (file, body, asked) => FreeText.Check(body.Note, "note") ?? DocumentCheck.RequestComplement(file, body.Note, asked.Now),
            cancellation);
}
