using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>What an officer says of the complement, of single documents of it, and which others the file needs.</summary>
public sealed record ComplementBody(string? Note = null, IReadOnlyList<ComplementItem>? Items = null);

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
            (file, body, asked) => FreeText.Check(body.Note, "note")
                ?? (body.Items ?? []).Select((item, i) => FreeText.Check(item.Note, $"items[{i}].note")).FirstOrDefault(refused => refused is not null)
                ?? Complements.Request(file, body.Note, body.Items, asked.Now),
            cancellation);
}
