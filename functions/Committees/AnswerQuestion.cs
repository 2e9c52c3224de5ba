using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>The applicant's answer to the committee's question.</summary>
public sealed record AnswerBody(string? Answer = null);

public sealed class AnswerQuestion(CaseRequests cases)
{
    [Function(nameof(AnswerQuestion))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/answer")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<AnswerBody>(
            request,
            reference,
            Role.Applicant,
            (file, body, _) => FreeText.Check(body.Answer, "answer") ?? Reviews.Answer(file, body.Answer),
            cancellation);
}
