using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Payments;

public sealed class OrderPayment(CaseRequests cases)
{
    [Function(nameof(OrderPayment))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/tranches/{tranche:int}/authorisation")] HttpRequest request,
        string reference,
        int tranche,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Authoriser, (file, asked) => Payouts.Order(file, tranche, asked.Caller.Id), cancellation);
}
