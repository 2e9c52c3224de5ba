using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Cases;

/// <summary>The export of a case, where the answer to a request about one's data leads.</summary>
public sealed class ShowExport(CaseRequests cases, CaseExport export)
{
    [Function(nameof(ShowExport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{reference}/export")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        CaseFile? file = await cases.FindAsync(reference, cancellation);
        return file is null || !caller.MaySee(file) ? await Page.ProblemAsync(request, RequestCodes.NotFound)
            : CaseExport.IsFor(caller, file) ? export.Answer(request, caller, file)
            : await Page.ProblemAsync(request, RequestCodes.RoleMissing);
    }
}
