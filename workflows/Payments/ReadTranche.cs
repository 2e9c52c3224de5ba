using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Payments;

/// <summary>How far a tranche is.</summary>
/// <param name="Amount">MAD.</param>
/// <param name="IsPaid">Whether the bank has settled it.</param>
/// <param name="Proof">Number of the proof that is awaited, when it is not paid: the first, or another after a refused one.</param>
public sealed record TrancheProgress(Money Amount, bool IsPaid, int Proof)
{
    /// <summary>How far an opened tranche of a case is.</summary>
    public static TrancheProgress Of(CaseFile file, int tranche) =>
        new(file.Tranches[tranche - 1].Amount, file.Tranches[tranche - 1].SettledAt is not null, file.ProofRounds);
}

/// <summary>Reads how far a tranche is.</summary>
public sealed class ReadTranche(Procedure procedure)
{
    /// <summary>Reads it.</summary>
    [Function(nameof(ReadTranche))]
    public async Task<TrancheProgress> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        TrancheProgress.Of(await procedure.ReadAsync(step.Reference, cancellation), step.Number);
}
