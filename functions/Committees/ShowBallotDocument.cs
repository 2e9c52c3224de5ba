using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Committees;

/// <summary>Shows a document of the dossier to who votes on it: to be looked at where a browser can, else to be saved.</summary>
public sealed class ShowBallotDocument(Ballots ballots, PreviewedDocument previewed, ServedDocument served)
{
    [Function(nameof(ShowBallotDocument))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "vote/documents/{documentId}")] HttpRequest request,
        string documentId,
        CancellationToken cancellation)
    {
        (OpenedBallot? ballot, string? refused) = await ballots.OpenAsync(request.Query["ballot"], cancellation);
        if ((refused ?? ballot!.Closed) is { } code)
        {
            return await Page.ProblemAsync(request, code);
        }

        // Who voted sees the vote when the session is over, and who has an interest sees that: neither sees the dossier.
        CaseDocument? document = ballot is { IsOpen: true, Acts: true, HasConflict: false }
            ? ballot.File.Documents.Find(candidate => candidate.Id == documentId)
            : null;
        return document is not { IsScreened: true, IsUsable: true, IsErased: false } ? await Page.ProblemAsync(request, RequestCodes.NotFound)
            : PreviewedDocument.Shows(document) ? await previewed.AnswerAsync(request, ballot!.File, document, cancellation)
            : await served.AnswerAsync(request, ballot!.File, documentId, cancellation);
    }
}
