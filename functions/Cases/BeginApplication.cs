using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Cases;

public sealed class BeginApplication(Beginning beginning)
{
    [Function(nameof(BeginApplication))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications")] HttpRequest request, CancellationToken cancellation) =>
        beginning.BeginAsync<ApplicationForm>(
            request, Role.Applicant, (caller, form, now) => (form.Region, Applications.Begin(caller.Id, form, now.Rules)), cancellation);
}
