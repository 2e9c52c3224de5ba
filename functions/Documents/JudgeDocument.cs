using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Documents;

/// <summary>What an officer says of a document, or a verifier of a proof.</summary>
public sealed record VerdictBody([property: JsonRequired] bool Accepted, string? Reason = null);

public sealed class JudgeDocument(CaseRequests cases)
{
    [Function(nameof(JudgeDocument))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/documents/{documentId}/verdict")] HttpRequest request,
        string reference,
        string documentId,
        CancellationToken cancellation) =>
        cases.ChangeAsync<VerdictBody>(
            request,
            reference,
            Role.Officer,
            (file, verdict, asked) => FreeText.Check(verdict.Reason, "reason")
                ?? DocumentCheck.Judge(file, documentId, verdict.Accepted, verdict.Reason, asked.Now.Rules),
            cancellation);
}
