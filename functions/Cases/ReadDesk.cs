using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

public sealed class ReadDesk(Projections projections)
{
    [Function(nameof(ReadDesk))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/desk")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        return DeskQuery.TryRead(request, caller, out DeskQuery? query, out Refusal? refusal)
            ? Results.Json(
                await projections.DeskAsync(query.Region, query.Turn, query.Cursor, DeskQuery.PageSize, cancellation), CaseJson.Options)
            : Problems.Of(request, [refusal]);
    }
}
