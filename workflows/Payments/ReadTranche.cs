using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>How far the present tranche is.</summary>
/// <param name="Amount">MAD.</param>
/// <param name="IsPaid">Whether the bank has settled it.</param>
/// <param name="Proof">Number of the proof that is awaited again, when the last one was refused.</param>
public sealed record TrancheProgress(Money Amount, bool IsPaid, int Proof);

/// <summary>Reads how far the present tranche is.</summary>
public sealed class ReadTranche(Procedure procedure)
{
    /// <summary>Reads it.</summary>
    [Function(nameof(ReadTranche))]
    public async Task<TrancheProgress> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.ReadAsync(step.Reference, cancellation);
        Tranche tranche = file.Tranches[^1];
        return new TrancheProgress(tranche.Amount, tranche.SettledAt is not null, file.ProofRounds);
    }
}
