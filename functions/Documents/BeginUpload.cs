using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>A file that is to come block by block.</summary>
public sealed record UploadBody(
    [property: JsonRequired] string Kind,
    [property: JsonRequired] string FileName,
    [property: JsonRequired] string ContentType,
    [property: JsonRequired] long Bytes,
    [property: JsonRequired] string Sha256);

public sealed class BeginUpload(
    UploadRequests requests, Reception reception, UploadStore uploads, UploadViews views, IOptions<UploadOptions> options, TimeProvider clock)
{
    [Function(nameof(BeginUpload))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/uploads")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        requests.ForApplicantAsync(request, reference, (caller, file) => BeginAsync(request, caller, file, cancellation), cancellation);

    private async Task<IResult> BeginAsync(HttpRequest request, Caller caller, CaseFile file, CancellationToken cancellation)
    {
        if (IdempotencyKey.Of(request) is not { } key)
        {
            return Problems.Of(request, RequestCodes.IdempotencyKeyRequired);
        }

        Body<UploadBody> body = await JsonBody.ReadAsync<UploadBody>(request, cancellation);
        if (body.Refused is { } unread)
        {
            return Problems.Of(request, [unread]);
        }

        string id = Keys.UploadId(caller.Id, key);
        UploadBody asked = body.Value!;
        AnnouncedFile announced = new(
            asked.Kind, FileNames.IsPlain(asked.FileName) ? asked.FileName : null, asked.ContentType, asked.Bytes, [asked.Sha256]);
        Refusal? refusal = !ContentDigest.IsSha256(asked.Sha256)
            ? new Refusal(RequestCodes.DigestInvalid, "sha256")
            : reception.Check(announced) ?? await reception.CheckAsync(announced, file, CommitUpload.OperationOf(caller, id), cancellation);
        if (refusal is not null)
        {
            return Problems.Of(request, [refusal]);
        }

        Upload upload = new(
            id,
            asked.Kind,
            asked.FileName,
            asked.ContentType,
            asked.Bytes,
            asked.Sha256,
            options.Value.BlockBytes,
            clock.GetUtcNow().AddHours(options.Value.HoursToFinish),
            body.Hash);
        return await uploads.BeginAsync(file.Reference, upload, cancellation) is { } begun
            ? Results.Json(
                await views.OfAsync(file.Reference, begun, cancellation), CaseJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Of(request, RefusalCodes.IdempotencyKeyReused);
    }
}
