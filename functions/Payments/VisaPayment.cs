using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

public sealed class VisaPayment(CaseRequests cases)
{
    [Function(nameof(VisaPayment))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/tranches/{tranche:int}/visa")] HttpRequest request,
        string reference,
        int tranche,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Accountant, (file, asked) => Payouts.Visa(file, tranche, asked.Caller.Id, asked.Now), cancellation);
}
