using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Inspection;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Opens documents for the checks.</summary>
public sealed class DocumentOpener(CaseStore store, DocumentStore documents, IOptions<InspectionLimits> limits) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(limits.Value.AtOnce);

    /// <summary>Opens a document to look into it, when there is a turn: whoever does has it in memory whole.</summary>
    public async Task<OpenedDocument> OpenToInspectAsync(DocumentOfCase wanted, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return await OpenAsync(wanted, cancellation) with { Turn = _turns };
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    /// <summary>Opens a document, as a stream.</summary>
    public async Task<OpenedDocument> OpenAsync(DocumentOfCase wanted, CancellationToken cancellation)
    {
        CaseFile file = await store.GetAsync(wanted.Reference, cancellation);
        CaseDocument document = file.Documents.First(candidate => candidate.Id == wanted.DocumentId);
        return new OpenedDocument(
            file, document, await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation));
    }
}
