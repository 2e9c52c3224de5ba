using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Documents;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>A document to check.</summary>
/// <param name="Reference">The case.</param>
/// <param name="DocumentId">The document.</param>
public sealed record DocumentOfCase(string Reference, string DocumentId);

/// <summary>Reports to record.</summary>
/// <param name="Document">Of which document.</param>
/// <param name="Operation">Id of this step.</param>
/// <param name="Reports">The reports; no personal data is in them.</param>
public sealed record ReportsToRecord(DocumentOfCase Document, Guid Operation, IReadOnlyList<CheckReport> Reports);

/// <summary>A document of a case, and its content.</summary>
/// <param name="File">The case.</param>
/// <param name="Document">The document.</param>
/// <param name="Content">The content; it can be read from any place.</param>
public sealed record OpenedDocument(CaseFile File, CaseDocument Document, Stream Content) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Opens documents for the checks.</summary>
public sealed class DocumentOpener(CaseStore store, DocumentStore documents)
{
    /// <summary>Opens a document.</summary>
    public async Task<OpenedDocument> OpenAsync(DocumentOfCase wanted, CancellationToken cancellation)
    {
        CaseFile file = await store.GetAsync(wanted.Reference, cancellation);
        CaseDocument document = file.Documents.First(candidate => candidate.Id == wanted.DocumentId);
        return new OpenedDocument(
            file, document, await documents.OpenAsync(Keys.Document(file.Reference, document.ContentId), cancellation));
    }
}
