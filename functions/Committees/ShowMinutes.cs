using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>The minutes of a meeting where the secretary's page leads.</summary>
public sealed class ShowMinutes(ServedMinutes served)
{
    [Function(nameof(ShowMinutes))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "secretariat/meetings/{on}/minutes")] HttpRequest request,
        string on,
        CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is not { } caller)
        {
            return await Page.ProblemAsync(request, RequestCodes.SignInRequired);
        }

        return caller.SecretaryOf is not { } region ? await Page.ProblemAsync(request, RequestCodes.RoleMissing)
            : await served.FindAsync(request, region, on, cancellation) ?? await Page.ProblemAsync(request, RequestCodes.NotFound);
    }
}
