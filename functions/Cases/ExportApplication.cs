using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class ExportApplication(CaseRequests cases, CaseExport export)
{
    [Function(nameof(ExportApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/export")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            (caller, file) => Task.FromResult(CaseExport.IsFor(caller, file)
                ? export.Answer(request, caller, file)
                : Problems.Of(request, RequestCodes.RoleMissing)),
            cancellation);
}
