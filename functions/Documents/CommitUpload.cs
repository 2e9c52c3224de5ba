using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;
using RequestFailedException = Azure.RequestFailedException;

namespace Tasdir.Functions.Documents;

/// <summary>
/// Makes a document of a file that came block by block, or straight to the storage. The content is copied while it is hashed, so
/// that whoever could write the file before cannot change the document afterwards.
/// </summary>
public sealed class CommitUpload(UploadRequests requests, Reception reception, UploadStore uploads, CaseStore store)
{
    [Function(nameof(CommitUpload))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/uploads/{uploadId}/commit")] HttpRequest request,
        string reference,
        string uploadId,
        CancellationToken cancellation) =>
        requests.ForApplicantAsync(request, reference, (caller, file) => CommitAsync(request, caller, file, uploadId, cancellation), cancellation);

    /// <summary>The operation that records an upload: it is the upload's own, so that it is recorded once.</summary>
    public static string OperationOf(Caller caller, string uploadId) => $"{caller.Id}/upload-{uploadId}";

    private async Task<IResult> CommitAsync(HttpRequest request, Caller caller, CaseFile file, string uploadId, CancellationToken cancellation)
    {
        Body<Nothing> body = await JsonBody.ReadAsync<Nothing>(request, cancellation);
        if (body.Refused is { } unread)
        {
            return Problems.Of(request, [unread]);
        }

        Operation operation = new(OperationOf(caller, uploadId), new Actor(caller.Id, caller.ActsAs(Role.Applicant, file)));
        Upload? upload = await requests.FindAsync(file, uploadId, cancellation);
        if (await store.HasDoneAsync(file.Reference, operation.Id, cancellation))
        {
            return await FinishAsync(request, file, uploadId, await RepeatAsync(file, operation, cancellation), cancellation);
        }

        return upload is null ? Problems.Of(request, RequestCodes.NotFound)
            : requests.IsOver(upload) ? Problems.Of(request, RequestCodes.UploadExpired)
            : await CommitAsync(request, file, upload, operation, cancellation);
    }

    private async Task<IResult> CommitAsync(HttpRequest request, CaseFile file, Upload upload, Operation operation, CancellationToken cancellation)
    {
        AnnouncedFile announced = new(upload.Kind, upload.FileName, upload.ContentType, upload.Bytes, [upload.Sha256]);
        if (await reception.CheckAsync(announced, file, operation.Id, cancellation) is { } refusal)
        {
            return Problems.Of(request, [refusal]);
        }

        UploadProgress progress = await uploads.ProgressAsync(file.Reference, upload, cancellation);
        bool allThere = progress.Received.Count == upload.Blocks;
        if (!allThere && !progress.IsWhole)
        {
            string missing = string.Join(", ", Enumerable.Range(1, upload.Blocks).Except(progress.Received));
            return Problems.Of(request, RequestCodes.BlocksMissing, null, missing);
        }

        try
        {
            if (allThere && progress.HasNew)
            {
                await uploads.JoinAsync(file.Reference, upload, cancellation);
            }

            await using Stream content = await uploads.OpenAsync(file.Reference, upload, cancellation);
            Appended appended = await reception.TakeAsync(file, announced, content, _ => operation, cancellation);
            return await FinishAsync(request, file, upload.Id, appended, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404 or 409 or 412)
        {
            // Finished meanwhile by the same request sent twice; or somebody is still writing, and the request may be sent again.
            if (!await store.HasDoneAsync(file.Reference, operation.Id, cancellation))
            {
                throw;
            }

            return CaseRequests.Answer(request, await RepeatAsync(file, operation, cancellation), StatusCodes.Status201Created);
        }
    }

    // A refused content stays where it is: a block that was spoilt on its way can be sent again.
    private async Task<IResult> FinishAsync(
        HttpRequest request, CaseFile file, string uploadId, Appended appended, CancellationToken cancellation)
    {
        if (!appended.IsRefused)
        {
            await uploads.DeleteAsync(file.Reference, uploadId, cancellation);
        }

        return CaseRequests.Answer(request, appended, StatusCodes.Status201Created);
    }

    private Task<Appended> RepeatAsync(CaseFile file, Operation operation, CancellationToken cancellation) =>
        store.AppendAsync(file.Reference, operation, _ => Outcome.AlreadySo, beforeWriting: null, cancellation);
}
