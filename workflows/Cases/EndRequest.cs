using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>Does what the end of a request's time brings: longer, or over.</summary>
public sealed class EndRequest(Procedure procedure)
{
    /// <summary>Extends the request or lets it expire.</summary>
    [Function(nameof(EndRequest))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) => procedure.RecordAsync(
        nameof(EndRequest), step, (file, now) => Requests.End(file, step.Request!, now), cancellation);
}
