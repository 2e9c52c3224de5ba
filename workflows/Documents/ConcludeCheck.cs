using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>Concludes the check of a file from the officer's verdicts.</summary>
public sealed class ConcludeCheck(Procedure procedure)
{
    /// <summary>The state that the case is in afterwards.</summary>
    [Function(nameof(ConcludeCheck))]
    public async Task<CaseState> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        (await procedure.RecordAsync(nameof(ConcludeCheck), step, (file, now) => DocumentCheck.Conclude(file, now.Rules), cancellation)).State;
}
