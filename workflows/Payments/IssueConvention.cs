using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>Draws up the convention and sends it for signature.</summary>
public sealed class IssueConvention(Procedure procedure)
{
    /// <summary>Draws it up.</summary>
    [Function(nameof(IssueConvention))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        procedure.RecordAsync(nameof(IssueConvention), step, Conventions.Issue, cancellation);
}
