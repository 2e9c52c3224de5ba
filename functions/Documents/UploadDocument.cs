using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

public sealed class UploadDocument(CaseRequests cases, Reception reception)
{
    [Function(nameof(UploadDocument))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/documents")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        if (file is null || !caller.MaySee(file))
        {
            return Problems.Of(request, RequestCodes.NotFound);
        }

        if (!caller.MayAct(Role.Applicant, file))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (CheckHead(request) is { } missing)
        {
            return Problems.Of(request, [missing]);
        }

        // Everything that can be known before the content is, so that a weak line does not carry it in vain.
        AnnouncedFile announced = new(
            request.Query["kind"]!, FileNames.Of(request), request.ContentType, request.ContentLength, ContentDigest.Of(request)!);
        Refusal? refusal = reception.Check(announced)
            ?? await reception.CheckAsync(announced, file, IdempotencyKey.OperationOf(request, caller.Id), cancellation);
        return refusal is not null
            ? Problems.Of(request, [InHeader(refusal)])
            : await ReceiveAsync(request, caller, file, announced, cancellation);
    }

    private static Refusal? CheckHead(HttpRequest request) =>
        IdempotencyKey.Of(request) is null ? new Refusal(RequestCodes.IdempotencyKeyRequired)
            : (string?)request.Query["kind"] is null ? new Refusal(RequestCodes.QueryInvalid, "kind")
            : ContentDigest.Of(request) is null ? new Refusal(RequestCodes.DigestInvalid)
            : null;

    private async Task<IResult> ReceiveAsync(
        HttpRequest request, Caller caller, CaseFile file, AnnouncedFile announced, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Bytes are counted as they are stored, so that the answer names our own limit.
            limit.MaxRequestBodySize = null;
        }

        Appended appended = await reception.TakeAsync(
            file, announced, request.Body, stored => OperationOf(request, caller, file, announced, stored), cancellation);
        return CaseRequests.Answer(
            request, appended with { Refusals = [.. appended.Refusals.Select(InHeader)] }, StatusCodes.Status201Created);
    }

    private static Operation OperationOf(
        HttpRequest request, Caller caller, CaseFile file, AnnouncedFile announced, StoredFile stored) => new(
        IdempotencyKey.OperationOf(request, caller.Id),
        new Actor(caller.Id, caller.ActsAs(Role.Applicant, file)),
        JsonBody.HashOf(request, Encoding.UTF8.GetBytes($"{announced.FileName}\n{stored.Sha256}")));

    // Only the kind has a field of its own here; the rest stands in headers.
    private static Refusal InHeader(Refusal refusal) => refusal.Field == "kind" ? refusal : refusal with { Field = null };
}
