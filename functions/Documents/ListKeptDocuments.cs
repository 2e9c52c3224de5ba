using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>A document that need not be brought again, as the API shows it.</summary>
public sealed record OfferView(string Kind, string Reference, string DocumentId, string FileName, DateOnly? IssuedOn, DateOnly? ExpiresOn, DateOnly? LastDay)
{
    public static OfferView Of(OfferedDocument offer) => new(
        offer.Received.Kind,
        offer.From.Reference,
        offer.From.DocumentId,
        offer.Received.FileName,
        offer.From.IssuedOn,
        offer.From.ExpiresOn,
        offer.LastDay);
}

/// <summary>What a draft can take over.</summary>
public sealed record OffersView(IReadOnlyList<OfferView> Items);

public sealed class ListKeptDocuments(CaseRequests cases, KeptShelf shelf)
{
    [Function(nameof(ListKeptDocuments))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/kept-documents")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            async (caller, file) => caller.MayAct(Role.Applicant, file)
                ? Results.Json(new OffersView([.. (await shelf.OffersForAsync(file, cancellation)).Select(OfferView.Of)]), CaseJson.Options)
                : Problems.Of(request, RequestCodes.RoleMissing),
            cancellation);
}
