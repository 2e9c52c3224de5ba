using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Opens the next session on a case and writes to its members.</summary>
public sealed class OpenSession(Procedure procedure)
{
    /// <summary>Number of the session.</summary>
    [Function(nameof(OpenSession))]
    public async Task<int> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        (await procedure.RecordAsync(nameof(OpenSession), step, Reviews.Open, cancellation)).Sessions.Count;
}
