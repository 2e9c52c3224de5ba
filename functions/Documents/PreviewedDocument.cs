using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;
using Tasdir.Inspection;
using Tasdir.Storage;
using Tasdir.Storage.Documents;

namespace Tasdir.Functions.Documents;

/// <summary>
/// Gives a document out to be looked at: of a picture a new one, made from it; of a PDF the file itself, in the browser's
/// viewer and nothing else. Only what the automatic checks have let pass is shown. Who may look is the endpoint's business.
/// </summary>
public sealed class PreviewedDocument(DocumentStore documents)
{
    private const int LongestSide = 1600;
    private const string Pdf = "application/pdf";

    // The viewer is the browser's own; the file's scripts, forms and addresses reach nothing. A sandbox would stop the viewer.
    private const string ContentPolicy = "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /// <summary>Whether a document can be shown on a page.</summary>
    public static bool Shows(CaseDocument document) =>
        document is { IsScreened: true, IsUsable: true, IsErased: false, Received.ContentType: Pdf or "image/jpeg" or "image/png" };

    /// <summary>What can be looked at of a document that is shown.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CaseFile file, CaseDocument document, CancellationToken cancellation)
    {
        Stream content = await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation);
        if (document.Received.ContentType == Pdf)
        {
            Protect(request, ContentPolicy);
            return Results.Stream(content, Pdf);
        }

        await using (content)
        {
            return Picture.Preview(content, LongestSide) is { } picture ? Show(request, picture) : await Page.ProblemAsync(request, RequestCodes.NotFound);
        }
    }

    private static IResult Show(HttpRequest request, byte[] picture)
    {
        Protect(request, "default-src 'none'; frame-ancestors 'none'");
        return Results.Bytes(picture, "image/jpeg");
    }

    // A document never changes under its id; whoever may no longer see it has it for a few minutes more at most.
    private static void Protect(HttpRequest request, string policy)
    {
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentDisposition = "inline";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, max-age=300";
    }
}
