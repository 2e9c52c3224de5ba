using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Documents;
using Tasdir.Inspection;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents.Screening;

/// <summary>Opens a document as whoever reads it would, within limits: whether it opens, and holds nothing that could act or burst.</summary>
public sealed class CheckStructure(DocumentOpener opener, Procedure procedure, IOptions<InspectionLimits> limits)
{
    /// <summary>Checks it.</summary>
    [Function(nameof(CheckStructure))]
    public async Task<CheckReport> Run([ActivityTrigger] DocumentOfCase wanted, CancellationToken cancellation)
    {
        await using OpenedDocument opened = await opener.OpenToInspectAsync(wanted, cancellation);
        return Look(opened, procedure, limits.Value).Report;
    }

    /// <summary>What a document is made of, by the type that it came as.</summary>
    internal static Inspected Look(OpenedDocument opened, Procedure procedure, InspectionLimits limits)
    {
        DocumentReceived received = opened.Document.Received;
        return StructureCheck.Of(
            opened.Content,
            FileFormats.ByContentType(received.ContentType)!,
            procedure.RulesOf(opened.File).Document(received.Kind).Formats,
            limits);
    }
}
