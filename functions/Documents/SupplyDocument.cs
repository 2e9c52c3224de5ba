using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>A document that an officer has from the administration that issues it.</summary>
public sealed record SuppliedBody([property: JsonRequired] string Kind, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, string? Note = null);

public sealed class SupplyDocument(CaseRequests cases)
{
    [Function(nameof(SupplyDocument))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/supplied-documents")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<SuppliedBody>(
            request,
            reference,
            Role.Officer,
            (file, body, asked) => FreeText.Check(body.Note, "note")
                ?? Verdicts.Supply(file, new DocumentSupplied(body.Kind, body.IssuedOn, body.ExpiresOn, body.Note), asked.Caller.Id, asked.Now),
            cancellation);
}
