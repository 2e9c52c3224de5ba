using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Envelopes;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Envelopes;

/// <summary>Records that what was set aside for a case is back in its envelope.</summary>
public sealed class RecordRelease(Procedure procedure)
{
    /// <summary>Records it.</summary>
    [Function(nameof(RecordRelease))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) => procedure.RecordAsync(
        nameof(RecordRelease),
        step,
        (file, _) => file.Envelope is { } envelope ? Outcome.Record(new FundsReleased(envelope)) : Outcome.AlreadySo,
        cancellation);
}
