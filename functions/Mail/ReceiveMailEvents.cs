using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Mail;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>Receives what SendGrid's event webhook tells of mails: keeps it and has it taken up.</summary>
public sealed class ReceiveMailEvents(EventSignature signature, DeliveryMarks marks)
{
    // SendGrid posts at most 768 kB at once.
    private const int Limit = 1024 * 1024;

    [Function(nameof(ReceiveMailEvents))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/mail/events")] HttpRequest request, CancellationToken cancellation)
    {
        byte[]? content = await JsonBody.ReadBytesAsync(request, Limit, cancellation);
        if (content is null)
        {
            return Problems.Of(request, RequestCodes.BodyTooLarge, null, Limit.ToString(CultureInfo.InvariantCulture));
        }

        if (!signature.Holds(content, request.Headers[EventSignature.SignatureHeader], request.Headers[EventSignature.TimestampHeader]))
        {
            return Problems.Of(request, RequestCodes.SignatureInvalid);
        }

        await marks.ReceiveAsync(content, cancellation);
        return Results.Ok();
    }
}
