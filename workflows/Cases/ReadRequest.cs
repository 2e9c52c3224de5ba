using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>Reads where a request stands, and so what to do next.</summary>
public sealed class ReadRequest(Procedure procedure)
{
    /// <summary>The next step.</summary>
    [Function(nameof(ReadRequest))]
    public async Task<NextStep> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.ReadAsync(step.Reference, cancellation);
        return Requests.Next(file, step.Request!, await procedure.CircumstancesOfAsync(file, cancellation));
    }
}
