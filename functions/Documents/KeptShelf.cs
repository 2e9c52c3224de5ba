using System.Security.Cryptography;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Functions.Documents;

/// <summary>What an applicant brought in earlier cases and need not bring again.</summary>
public sealed class KeptShelf(CaseStore store, CaseChanges changes, Projections projections, DocumentStore documents, Procedure procedure)
{
    private const int PageSize = 50;

    /// <summary>What a draft can take over.</summary>
    public async Task<IReadOnlyList<OfferedDocument>> OffersForAsync(CaseFile draft, CancellationToken cancellation)
    {
        if (draft.State != CaseState.Draft)
        {
            return [];
        }

        List<CaseFile> others = [];
        string? cursor = null;
        do
        {
            CasePage own = await projections.OfApplicantAsync(draft.Applicant, cursor, PageSize, cancellation);
            foreach (CaseLine line in own.Items.Where(line => line.Reference != draft.Reference && line.State != CaseState.Draft))
            {
                others.Add(await store.GetAsync(line.Reference, cancellation));
            }

            cursor = own.Next;
        }
        while (cursor is not null);

        return KeptDocuments.OffersFor(draft, others, await procedure.CircumstancesOfAsync(draft, cancellation));
    }

    /// <summary>Takes a document over: its content is copied, so that each case keeps what is its own as long as it must.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="offer">What is taken over; done again, it is there once.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Appended> TakeAsync(CaseFile draft, OfferedDocument offer, Caller caller, CancellationToken cancellation)
    {
        string id = RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 16);
        CaseFile origin = await store.GetAsync(offer.From.Reference, cancellation);
        string content = origin.Documents.First(document => document.Id == offer.From.DocumentId).ContentId;
        string blob = Keys.Document(draft.Reference, id);
        await using (Stream kept = await documents.OpenAsync(Keys.Document(origin.Reference, content), cancellation))
        {
            StoredFile? copy = await documents.SaveAsync(blob, kept, offer.Received.Bytes, cancellation);
            if (copy?.Sha256 != offer.Received.Sha256)
            {
                throw new InvalidDataException($"{origin.Reference}: the content of document {content} is no longer what its log says.");
            }
        }

        DocumentReceived received = offer.Received with { DocumentId = id, KeptFrom = offer.From };
        Operation operation = new(
            $"kept/{offer.From.Reference}/{offer.From.DocumentId}", new Actor(caller.Id, caller.ActsAs(Role.Applicant, draft)));
        Appended appended = await changes.ChangeAsync(
            draft.Reference, operation, now => Applications.Receive(now, received, procedure.RulesOf(now)), cancellation);
        if (appended.File?.Documents.Exists(document => document.ContentId == id) != true)
        {
            await documents.DeleteAsync(blob, cancellation);
        }

        return appended;
    }
}
