using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Inspection;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Documents;

public sealed class UploadDocument(
    CaseRequests cases, CaseStore store, CaseChanges changes, DocumentStore documents, Procedure procedure, IOptions<UploadOptions> options)
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

        // Everything that can be known before the content is, so that a weak line does not carry it in vain.
        Refusal? refusal = caller.MayAct(Role.Applicant, file)
            ? CheckHead(request) ?? await CheckCaseAsync(request, caller, file, cancellation)
            : new Refusal(RequestCodes.RoleMissing);
        return refusal is not null
            ? Problems.Of(request, [refusal])
            : await ReceiveAsync(request, caller, file, cancellation);
    }

    private Refusal? CheckHead(HttpRequest request) =>
        IdempotencyKey.Of(request) is null ? new Refusal(RequestCodes.IdempotencyKeyRequired)
            : (string?)request.Query["kind"] is null ? new Refusal(RequestCodes.QueryInvalid, "kind")
            : FileFormats.ByContentType(request.ContentType) is null
                ? new Refusal(RequestCodes.ContentTypeUnsupported, null, string.Join(", ", FileFormats.Taken.Select(format => format.ContentType)))
            : FileNames.Of(request) is null ? new Refusal(RequestCodes.FileNameInvalid)
            : request.ContentLength > options.Value.MaxBytes ? TooLarge(options.Value.MaxBytes)
            : request.ContentLength == 0 ? new Refusal(RequestCodes.FileEmpty)
            : null;

    // What was taken under this key before is answered as it was then, whatever the case asks for now.
    private async Task<Refusal?> CheckCaseAsync(HttpRequest request, Caller caller, CaseFile file, CancellationToken cancellation)
    {
        DocumentReceived probe = new("", request.Query["kind"]!, "", "", 0, "");
        Refusal? refusal = Applications.Receive(file, probe, procedure.RulesOf(file)) is { IsRefused: true } refused ? refused.Refusals[0]
            : CheckKind(request, KindOf(request, file)) is { } wrong ? wrong
            : StateTable.Next(file.State, probe) is null ? new Refusal(RefusalCodes.NotInThisState, null, file.State.ToString())
            : null;
        return refusal is not null && await store.HasDoneAsync(file.Reference, IdempotencyKey.OperationOf(request, caller.Id), cancellation)
            ? null
            : refusal;
    }

    // The programme says what each kind of document may be; the app's own limit holds for all of them.
    private Refusal? CheckKind(HttpRequest request, DocumentKind kind) =>
        !kind.Formats.Contains(FileFormats.ByContentType(request.ContentType)!.Code)
            ? new Refusal(RequestCodes.ContentTypeUnsupported, null, string.Join(", ", kind.Formats))
            : request.ContentLength > LimitOf(kind) ? TooLarge(LimitOf(kind))
            : null;

    private DocumentKind KindOf(HttpRequest request, CaseFile file) => procedure.RulesOf(file).Document(request.Query["kind"]!);

    private long LimitOf(DocumentKind kind) => Math.Min(options.Value.MaxBytes, kind.MostBytes);

    private async Task<IResult> ReceiveAsync(HttpRequest request, Caller caller, CaseFile file, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Bytes are counted as they are stored, so that the answer names our own limit.
            limit.MaxRequestBodySize = null;
        }

        string id = RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 16);
        string blob = Keys.Document(file.Reference, id);
        long most = LimitOf(KindOf(request, file));
        StoredFile? stored = await documents.SaveAsync(blob, request.Body, most, cancellation);
        Refusal? refusal = stored is null ? TooLarge(most)
            : stored.Bytes == 0 ? new Refusal(RequestCodes.FileEmpty)
            : !FileFormats.Agrees(FileFormats.ByContentType(request.ContentType)!, stored.Head.Span) ? new Refusal(RequestCodes.FileNotWhatItSays)
            : null;
        Appended? appended = refusal is null ? await RecordAsync(request, caller, file, id, stored!, cancellation) : null;
        // Nothing keeps a file that no log mentions: refused ones, and the second copy that a repeated request brought.
        if (stored is not null && appended?.File?.Documents.Exists(document => document.Id == id) != true)
        {
            await documents.DeleteAsync(blob, cancellation);
        }

        return refusal is not null
            ? Problems.Of(request, [refusal])
            : CaseRequests.Answer(request, appended!, StatusCodes.Status201Created);
    }

    private Task<Appended> RecordAsync(
        HttpRequest request, Caller caller, CaseFile file, string id, StoredFile stored, CancellationToken cancellation)
    {
        string name = FileNames.Of(request)!;
        DocumentReceived received = new(
            id, request.Query["kind"]!, name, FileFormats.ByContentType(request.ContentType)!.ContentType, stored.Bytes, stored.Sha256);
        byte[] body = System.Text.Encoding.UTF8.GetBytes($"{name}\n{stored.Sha256}");
        Operation operation = new(
            IdempotencyKey.OperationOf(request, caller.Id), new Actor(caller.Id, Role.Applicant), JsonBody.HashOf(request, body));
        return changes.ChangeAsync(
            file.Reference, operation, now => Applications.Receive(now, received, procedure.RulesOf(now)), cancellation);
    }

    private static Refusal TooLarge(long most) => new(
        RequestCodes.FileTooLarge, null, (most / (1024 * 1024)).ToString(CultureInfo.InvariantCulture));
}

/// <summary>Limits of uploads, from configuration section <c>Uploads</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Uploads";

    /// <summary>Bytes that a document may have, 1 kB to 95 MB; default 25 MB. The platform itself takes no request over 100 MB.</summary>
    [System.ComponentModel.DataAnnotations.Range(1024, 95 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 25 * 1024 * 1024;
}
