using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>Takes a submitted file up for checking.</summary>
public sealed class OpenCheck(Procedure procedure)
{
    /// <summary>Opens the check.</summary>
    [Function(nameof(OpenCheck))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        procedure.RecordAsync(nameof(OpenCheck), step, (_, _) => Outcome.Record(new CheckOpened()), cancellation);
}
