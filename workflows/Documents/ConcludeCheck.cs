using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Documents;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Documents;

/// <summary>Concludes the check of a file from the officer's verdicts.</summary>
public sealed class ConcludeCheck(Procedure procedure)
{
    /// <summary>Whether the file is admissible; null if the check goes on, because the complement was asked for.</summary>
    [Function(nameof(ConcludeCheck))]
    public async Task<bool?> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) => DocumentCheck.IsAdmissible(
        await procedure.RecordAsync(nameof(ConcludeCheck), step, (file, now) => DocumentCheck.Conclude(file, now.Rules), cancellation));
}
