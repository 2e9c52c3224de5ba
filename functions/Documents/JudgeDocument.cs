using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>What an officer says of a document: why not from a list and in a sentence, and the dates that its validity is counted by.</summary>
public sealed record DocumentVerdictBody(
    [property: JsonRequired] bool Accepted, RefusalReason? Code = null, string? Reason = null, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null);

public sealed class JudgeDocument(CaseRequests cases)
{
    [Function(nameof(JudgeDocument))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/documents/{documentId}/verdict")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation) =>
        cases.ChangeAsync<DocumentVerdictBody>(
            request,
            reference,
            Role.Officer,
            (file, said, asked) => FreeText.Check(said.Reason, "reason")
                ?? Verdicts.Judge(
                    file,
                    documentId,
                    new GivenVerdict(said.Accepted, said.Code, said.Reason, said.IssuedOn, said.ExpiresOn),
                    asked.Caller.Id,
                    asked.Now),
            cancellation);
}
