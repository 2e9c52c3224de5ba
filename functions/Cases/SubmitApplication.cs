using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class SubmitApplication(CaseRequests cases)
{
    [Function(nameof(SubmitApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/submission")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Applicant, (file, asked) => Applications.Submit(file, asked.Now), cancellation);
}
