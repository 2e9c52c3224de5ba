using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>What the officer thinks of the file, for the committee.</summary>
public sealed record AnalysisBody(string? Text = null);

public sealed class WriteAnalysis(CaseRequests cases)
{
    [Function(nameof(WriteAnalysis))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{reference}/analysis")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<AnalysisBody>(
            request,
            reference,
            Role.Officer,
            (file, body, _) => FreeText.Check(body.Text, "text") ?? Sitting.Analyse(file, body.Text),
            cancellation);
}
