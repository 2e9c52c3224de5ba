using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Mail.Replies;
using Tasdir.Storage;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>Receives a mail from SendGrid's Inbound Parse: keeps it and has it taken up. Whatever is wrong with it, it is kept.</summary>
public sealed class ReceiveMail(InboundMailSecret known, Inbox inbox, TimeProvider clock)
{
    [Function(nameof(ReceiveMail))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/mail/replies/{secret}")] HttpRequest request,
        string secret,
        CancellationToken cancellation)
    {
        if (!known.IsKnownTo(request, secret))
        {
            return Problems.Of(request, RequestCodes.NotFound);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = InboundPost.MaxBytes + 1;
        }

        DateTimeOffset at = clock.GetUtcNow();
        byte[]? content = await ReadAsync(request, cancellation);
        if (content is null)
        {
            return Problems.Of(request, RequestCodes.BodyTooLarge, null, InboundPost.MaxBytes.ToString(CultureInfo.InvariantCulture));
        }

        InboundPost? post = await InboundPost.ReadAsync(new MemoryStream(content), request.ContentType, cancellation);
        ReceivedMail? mail = post is null ? null : ReceivedMail.Of(post);
        await inbox.ReceiveAsync(Keys.ReceivedMail(mail?.Identity ?? ReceivedMail.IdentityOf(content)), content, request.ContentType ?? "", at, cancellation);
        return Results.Ok();
    }

    // Most mails are short, so the room for one grows with it.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[64 * 1024];
        for (int read = await request.Body.ReadAsync(buffer, cancellation); read > 0; read = await request.Body.ReadAsync(buffer, cancellation))
        {
            if (content.Length + read > InboundPost.MaxBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
