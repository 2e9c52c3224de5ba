using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

public sealed class AnswerComplement(CaseRequests cases)
{
    [Function(nameof(AnswerComplement))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/complement")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync(request, reference, Role.Applicant, (file, asked) => DocumentCheck.AnswerComplement(file, asked.Now), cancellation);
}
