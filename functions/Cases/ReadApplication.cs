using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Cases;

public sealed class ReadApplication(CaseRequests cases, OfficialViews officials, Procedure procedure)
{
    [Function(nameof(ReadApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            async (caller, file) => CaseRequests.Answer(
                request,
                new Appended(file, []),
                official: await officials.OfAsync(caller, file, cancellation),
                now: await procedure.CircumstancesOfAsync(file, cancellation)),
            cancellation);
}
