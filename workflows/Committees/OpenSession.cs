using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Opens the next session on a case and writes to its members. What the enterprise was granted in other cases is read here and counts.</summary>
public sealed class OpenSession(Procedure procedure, Enterprises enterprises)
{
    /// <summary>Number of the session.</summary>
    [Function(nameof(OpenSession))]
    public async Task<int> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        IReadOnlyList<EnterpriseCase> others = await enterprises.OthersOfAsync(await procedure.ReadAsync(step.Reference, cancellation), cancellation);
        PriorAid[] received = [.. others.SelectMany(other => other.Aid)];
        CaseFile opened = await procedure.RecordAsync(
            nameof(OpenSession), step, (file, now) => Reviews.Open(file, now with { Received = received }), cancellation);
        return opened.Sessions.Count;
    }
}
