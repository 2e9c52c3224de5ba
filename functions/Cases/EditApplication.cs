using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class EditApplication(CaseRequests cases)
{
    [Function(nameof(EditApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        if (request.Headers.IfMatch is not [{ Length: > 2 } tag])
        {
            return Task.FromResult(Problems.Of(request, RequestCodes.IfMatchRequired));
        }

        // A tag that is not one of ours is of no version, so it is stale.
        int version = int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int read) ? read : -1;
        return cases.ChangeAsync<ApplicationForm>(
            request, reference, Role.Applicant, (file, form, asked) => Applications.Edit(file, form, version, asked.Now.Rules), cancellation);
    }
}
