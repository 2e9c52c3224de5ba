using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>Opens a tranche for its proof.</summary>
public sealed class OpenTranche(Procedure procedure)
{
    /// <summary>How far the tranche is, opened now or before; null if the convention has no such tranche.</summary>
    [Function(nameof(OpenTranche))]
    public async Task<TrancheProgress?> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.RecordAsync(
            nameof(OpenTranche),
            step,
            (file, now) => step.Number > file.Convention!.Tranches.Count ? Outcome.AlreadySo : Payouts.Open(file, step.Number, now),
            cancellation);
        return file.Tranches.Count >= step.Number ? TrancheProgress.Of(file, step.Number) : null;
    }
}
