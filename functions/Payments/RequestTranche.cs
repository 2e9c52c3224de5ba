using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

public sealed class RequestTranche(CaseRequests cases)
{
    [Function(nameof(RequestTranche))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/tranches/{tranche:int}/request")] HttpRequest request,
        string reference,
        int tranche,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Applicant, (file, asked) => Payouts.Request(file, tranche, asked.Now), cancellation);
}
