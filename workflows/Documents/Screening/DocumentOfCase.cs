using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;

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
/// <param name="Turn">What is given back with the document, or null.</param>
public sealed record OpenedDocument(CaseFile File, CaseDocument Document, Stream Content, SemaphoreSlim? Turn = null) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Turn?.Release();
        await Content.DisposeAsync();
    }
}
