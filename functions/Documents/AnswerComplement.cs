using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>That the complement is there; whether the rest of it will not come.</summary>
public sealed record ComplementAnswerBody(bool WithoutTheRest = false) : IOptionalBody;

public sealed class AnswerComplement(CaseRequests cases)
{
    [Function(nameof(AnswerComplement))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/complement")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<ComplementAnswerBody>(
            request,
            reference,
            Role.Applicant,
            (file, body, asked) => Complements.Answer(file, body.WithoutTheRest, asked.Now),
            cancellation);
}
