using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class WithdrawApplication(CaseRequests cases)
{
    [Function(nameof(WithdrawApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/withdrawal")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Applicant, (file, _) => Applications.Withdraw(file), cancellation);
}
