using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>The applicant's appeal against a refusal.</summary>
public sealed record AppealBody(string? Grounds = null);

public sealed class FileAppeal(CaseRequests cases)
{
    [Function(nameof(FileAppeal))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/appeal")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ChangeAsync<AppealBody>(
            request,
            reference,
            Role.Applicant,
            (file, body, asked) => FreeText.Check(body.Grounds, "grounds") ?? Reviews.Appeal(file, body.Grounds, asked.Now),
            cancellation);
}
