using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>Gives a mail out as it came: to be saved, never opened as a page of ours.</summary>
public sealed class ReadCommitteeMailSource(SecretaryDesk desk)
{
    private const string ContentPolicy = "sandbox; default-src 'none'";

    [Function(nameof(ReadCommitteeMailSource))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/committee-mail/{mailKey}/source")] HttpRequest request,
        string mailKey,
        CancellationToken cancellation)
    {
        (WaitingMail? mail, string? refused) = await desk.FindAsync(await Caller.OfAsync(request.HttpContext), mailKey, cancellation);
        return mail is not null && await desk.SourceAsync(mail, cancellation) is { } source
            ? Serve(request, mailKey, source)
            : Problems.Of(request, refused ?? RequestCodes.NotFound);
    }

    /// <summary>A mail as it came, to be saved.</summary>
    public static IResult Serve(HttpRequest request, string mailKey, byte[] source)
    {
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        return Results.File(source, "message/rfc822", $"{mailKey}.eml");
    }
}
