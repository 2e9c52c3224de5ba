using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class DownloadLetter(CaseRequests cases, ServedLetter served)
{
    [Function(nameof(DownloadLetter))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/letters/{mailId}")] HttpRequest request,
        string reference,
        string mailId,
        CancellationToken cancellation) =>
        cases.ReadAsync(
            request,
            reference,
            async (_, file) => ServedLetter.Find(file, mailId) is { } letter
                ? await served.AnswerAsync(request, file, letter, cancellation)
                : Problems.Of(request, RequestCodes.NotFound),
            cancellation);
}
