using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

public sealed class ListApplications(Projections projections)
{
    private const int PageSize = 50;

    [Function(nameof(ListApplications))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications")] HttpRequest request, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return Problems.Of(request, RequestCodes.SignInRequired);
        }

        string? cursor = request.Query["cursor"];
        return caller.ListsApplicationsOf is not { } applicant ? Problems.Of(request, RequestCodes.RoleMissing)
            : !Projections.IsApplicantCursor(cursor) ? Problems.Of(request, RequestCodes.CursorInvalid, "cursor")
            : Results.Json(await projections.OfApplicantAsync(applicant, cursor, PageSize, cancellation), CaseJson.Options);
    }
}
