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
        CancellationToken cancellation) =>
        cases.ChangeAsync<ApplicationForm>(
            request,
            reference,
            Role.Applicant,
            (file, form, asked) => VersionIn(request) is { } version
                ? Applications.Edit(file, form, version, asked.Now.Rules)
                : Outcome.Refuse(RequestCodes.IfMatchRequired),
            cancellation);

    // A tag that is not one of ours is of no version, so it is stale.
    private static int? VersionIn(HttpRequest request) =>
        request.Headers.IfMatch is not [{ Length: > 0 } tag] ? null
        : int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version
        : -1;
}
