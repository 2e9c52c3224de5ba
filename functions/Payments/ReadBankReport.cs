using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Payments;

namespace Tasdir.Functions.Payments;

/// <summary>A bank report as the API shows it: no lines while it is being taken up.</summary>
public sealed record BankReportView(string Id, IReadOnlyList<ReportLine>? Lines);

public sealed class ReadBankReport(BankReportStore reports)
{
    [Function(nameof(ReadBankReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/bank-reports/{reportId}")] HttpRequest request,
        string reportId,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        bool may = caller.Roles.Contains(Role.Accountant) || caller.Roles.Contains(Role.Operator);
        (bool known, IReadOnlyList<ReportLine>? lines) = may && reportId.Length == 32 && reportId.All(char.IsAsciiHexDigitLower)
            ? await reports.FindAsync(reportId, cancellation)
            : (false, null);
        return known
            ? Results.Json(new BankReportView(reportId, lines), CaseJson.Options)
            : Problems.Of(request, RequestCodes.NotFound);
    }
}
