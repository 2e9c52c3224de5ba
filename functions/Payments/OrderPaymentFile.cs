using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Workflows;
using Tasdir.Workflows.Payments;

namespace Tasdir.Functions.Payments;

/// <summary>A payment file, as the API names it when it is ordered.</summary>
public sealed record PaymentFileOrdered(string Id);

public sealed class OrderPaymentFile(TimeProvider clock)
{
    [Function(nameof(OrderPaymentFile))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/payment-files")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        if (!caller.Roles.Contains(Role.Accountant) || caller.Region is not { } region)
        {
            return Problems.Of(request, RequestCodes.RoleMissing);
        }

        if (IdempotencyKey.Of(request) is not { } key)
        {
            return Problems.Of(request, RequestCodes.IdempotencyKeyRequired);
        }

        Body<Nothing> body = await JsonBody.ReadAsync<Nothing>(request, cancellation);
        if (body.Refused is { } refusal)
        {
            return Problems.Of(request, [refusal]);
        }

        string id = Keys.PaymentFileId(region, caller.Id, key);
        await client.StartOnceAsync(nameof(PaymentRun), id, new PaymentFileOrder(id, region, caller.Id, clock.GetUtcNow()), cancellation);
        return Results.Accepted($"/api/payment-files/{id}", new PaymentFileOrdered(id));
    }
}
