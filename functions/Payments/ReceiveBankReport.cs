using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;
using Tasdir.Storage.Payments;

namespace Tasdir.Functions.Payments;

/// <summary>A bank report, as the API names it when it was received.</summary>
public sealed record BankReportReceived(string Id);

public sealed class ReceiveBankReport(BankReportStore reports)
{
    // About ten thousand answers.
    private const int Limit = 10 * 1024 * 1024;

    [Function(nameof(ReceiveBankReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/bank-reports")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(Role.Accountant) && !caller.Roles.Contains(Role.Operator))
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is not ("application/xml" or "text/xml"))
        {
            return Problems.Of(request, RequestCodes.ContentTypeUnsupported, null, "application/xml");
        }

        byte[]? content = await JsonBody.ReadBytesAsync(request, Limit, cancellation);
        if (content is null)
        {
            return Problems.Of(request, RequestCodes.BodyTooLarge, null, Limit.ToString(CultureInfo.InvariantCulture));
        }

        BankReport report = Pain002.Read(new MemoryStream(content));
        if (report.Error is { } error)
        {
            return Problems.Of(request, RequestCodes.ReportInvalid, null, error);
        }

        string id = await reports.ReceiveAsync(content, cancellation);
        return Results.Accepted($"/api/bank-reports/{id}", new BankReportReceived(id));
    }
}
