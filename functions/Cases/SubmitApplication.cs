using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Cases;

public sealed class SubmitApplication(CaseRequests cases, KeptShelf shelf)
{
    [Function(nameof(SubmitApplication))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{reference}/submission")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        await TakeOverAsync(request, reference, cancellation);
        return await cases.ChangeAsync(
            request, reference, Role.Applicant, (file, asked) => Applications.Submit(file, asked.Now), cancellation);
    }

    // Nobody is told that a document is missing which an earlier case holds: it is taken over (law 55-19, nothing is asked twice).
    private async Task TakeOverAsync(HttpRequest request, string reference, CancellationToken cancellation)
    {
        if (await Caller.OfAsync(request.HttpContext) is { } caller
            && await cases.FindAsync(reference, cancellation) is { State: CaseState.Draft } draft
            && caller.MayAct(Role.Applicant, draft))
        {
            foreach (OfferedDocument offer in (await shelf.OffersForAsync(draft, cancellation)).Where(offer => offer.Required))
            {
                await shelf.TakeAsync(draft, offer, caller, cancellation);
            }
        }
    }
}
