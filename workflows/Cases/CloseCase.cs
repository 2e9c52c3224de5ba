using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Payments;

namespace Tasdir.Workflows.Cases;

/// <summary>Closes a case whose tranches are all paid.</summary>
public sealed class CloseCase(Procedure procedure)
{
    /// <summary>Closes it.</summary>
    [Function(nameof(CloseCase))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        procedure.RecordAsync(nameof(CloseCase), step, (file, _) => Payouts.Close(file), cancellation);
}
