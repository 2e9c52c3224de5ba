using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>Gives a document's content out, whole or in ranges: to be saved, never opened as a page of ours.</summary>
public sealed class ServedDocument(DocumentStore documents)
{
    // Whatever a browser makes of a file, it runs nothing in it and loads nothing for it.
    private const string ContentPolicy = "sandbox; default-src 'none'";

    /// <summary>Why a document is not given to a caller, or null. This is the one place that decides it.</summary>
    public static Refusal? WhyNot(Caller caller, CaseFile file, string documentId) =>
        file.Documents.Find(candidate => candidate.Id == documentId) is not { } document ? new Refusal(RequestCodes.NotFound)
        : document.IsErased ? new Refusal(RequestCodes.DocumentErased)
        : !document.IsUsable && !(IsSender(caller, file) && document.Found(FindingCode.Infected) is null)
            ? new Refusal(RefusalCodes.DocumentUnusable, null, document.Kind)
        : !document.IsScreened && !IsSender(caller, file) ? new Refusal(RefusalCodes.DocumentNotChecked, null, document.Kind)
        : null;

    // Whoever sent a file may have it back before anybody looked at it, but never what a scanner found malware in.
    private static bool IsSender(Caller caller, CaseFile file) => caller.MayAct(Role.Applicant, file);

    /// <summary>The content of a document that may be given.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CaseFile file, string documentId, CancellationToken cancellation)
    {
        CaseDocument document = file.Documents.First(candidate => candidate.Id == documentId);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        Stream content = await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation);
        return Results.Stream(
            content,
            document.Received.ContentType,
            document.Received.FileName,
            entityTag: new EntityTagHeaderValue($"\"{document.Received.Sha256}\""),
            enableRangeProcessing: true);
    }
}
