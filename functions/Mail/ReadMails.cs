using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Mail;

namespace Tasdir.Functions.Mail;

/// <summary>A mail of a case, with what the mail service told of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Letter">Which letter.</param>
/// <param name="Seat">The seat that it went to; null for the applicant and the office.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Undelivered">Why it did not arrive; null as long as nothing is known against it.</param>
/// <param name="Marks">What the mail service told, oldest first.</param>
public sealed record MailView(string Id, LetterKind Letter, string? Seat, DateTimeOffset At, Undelivered? Undelivered, IReadOnlyList<DeliveryMark> Marks);

/// <summary>The mails of a case, oldest first.</summary>
/// <param name="Items">The mails.</param>
public sealed record MailsView(IReadOnlyList<MailView> Items);

/// <summary>The mails of a case and what became of each, for its officials.</summary>
public sealed class ReadMails(CaseRequests cases, DeliveryMarks marks)
{
    [Function(nameof(ReadMails))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/mails")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            async (caller, file) => caller.Covers(file.Region)
                ? Results.Json(await ViewAsync(file, cancellation), CaseJson.Options)
                : Problems.Of(request, RequestCodes.RoleMissing),
            cancellation);

    private async Task<MailsView> ViewAsync(CaseFile file, CancellationToken cancellation)
    {
        List<MailView> mails = [];
        foreach (CaseLetter letter in file.Letters)
        {
            mails.Add(new MailView(
                letter.Recorded.MailId, letter.Recorded.Letter, letter.Recorded.Seat, letter.At, letter.Undelivered, await marks.OfAsync(letter.Recorded.MailId, cancellation)));
        }

        return new MailsView(mails);
    }
}
