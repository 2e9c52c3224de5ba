using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

public sealed class PreparePayment(CaseRequests cases)
{
    [Function(nameof(PreparePayment))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/tranches/{tranche:int}/preparation")] HttpRequest request,
        string reference,
        int tranche,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Preparer, (file, asked) => Payouts.Prepare(file, tranche, asked.Caller.Id), cancellation);
}
