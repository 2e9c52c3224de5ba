using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Inspection;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Finds what a document really is, against its name, the type that it came as and what its kind may be.</summary>
public sealed class CheckFormat(DocumentOpener opener, Procedure procedure)
{
    /// <summary>Checks it.</summary>
    [Function(nameof(CheckFormat))]
    public async Task<CheckReport> Run([ActivityTrigger] DocumentOfCase wanted, CancellationToken cancellation)
    {
        await using OpenedDocument opened = await opener.OpenToInspectAsync(wanted, cancellation);
        DocumentReceived received = opened.Document.Received;
        return FormatCheck.Of(
            opened.Content, received.FileName, received.ContentType, procedure.RulesOf(opened.File).Document(received.Kind).Formats);
    }
}
