using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

/// <summary>What an officer answers.</summary>
public sealed record DataAnswerBody(string? Text = null);

public sealed class AnswerDataRequest(CaseRequests cases)
{
    [Function(nameof(AnswerDataRequest))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/data-requests/{number:int}/answer")] HttpRequest request,
        string reference,
        int number,
        CancellationToken cancellation) =>
        cases.ChangeAsync<DataAnswerBody>(
            request,
            reference,
            Role.Officer,
            (file, body, _) => number < 1 || number > file.DataRequests.Count ? Outcome.Refuse(RequestCodes.NotFound)
                : FreeText.Check(body.Text, "text") ?? DataRequests.Answer(file, number, body.Text),
            cancellation);
}
