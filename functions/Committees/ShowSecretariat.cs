using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>The page of a committee's secretary: the mail that waits, and the meetings.</summary>
public sealed class ShowSecretariat(SecretariatPages pages)
{
    [Function(nameof(ShowSecretariat))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secretariat")] HttpRequest request, CancellationToken cancellation) =>
        await pages.ShowAsync(request, await Caller.OfAsync(request.HttpContext), answer: null, cancellation);
}
