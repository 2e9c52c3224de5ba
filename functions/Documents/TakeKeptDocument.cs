using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Documents;

/// <summary>A document of an earlier case.</summary>
public sealed record KeptBody([property: JsonRequired] string Reference, [property: JsonRequired] string DocumentId);

public sealed class TakeKeptDocument(CaseRequests cases, KeptShelf shelf)
{
    [Function(nameof(TakeKeptDocument))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/kept-documents")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(request, reference, (caller, file) => TakeAsync(request, caller, file, cancellation), cancellation);

    private async Task<IResult> TakeAsync(HttpRequest request, Caller caller, CaseFile file, CancellationToken cancellation)
    {
        if (!caller.MayAct(Role.Applicant, file))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        Body<KeptBody> body = await JsonBody.ReadAsync<KeptBody>(request, cancellation);
        if (body.Refused is { } refusal)
        {
            return Problems.Of(request, [refusal]);
        }

        // Taken over before: the request came twice.
        KeptDocument wanted = new(body.Value!.Reference, body.Value.DocumentId);
        if (file.Documents.Exists(document => document.Received.KeptFrom is { } from && IsSame(from, wanted)))
        {
            return CaseRequests.Answer(request, new Appended(file, []), StatusCodes.Status201Created);
        }

        OfferedDocument? offer = (await shelf.OffersForAsync(file, cancellation)).FirstOrDefault(candidate => IsSame(candidate.From, wanted));
        return offer is null
            ? Problems.Of(request, RefusalCodes.DocumentNotOffered)
            : CaseRequests.Answer(request, await shelf.TakeAsync(file, offer, caller, cancellation), StatusCodes.Status201Created);
    }

    private static bool IsSame(KeptDocument one, KeptDocument other) => (one.Reference, one.DocumentId) == (other.Reference, other.DocumentId);
}
