using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Envelopes;

/// <summary>What is to be set aside for a case.</summary>
/// <param name="Envelope">Key of the envelope: year and region.</param>
/// <param name="Total">What the programme gives the envelope for its year, MAD.</param>
/// <param name="Amount">MAD.</param>
public sealed record GrantToReserve(string Envelope, Money Total, Money Amount);

/// <summary>Reads what is to be set aside for a case, and in which envelope: the one it is in already, else this year's of its region.</summary>
public sealed class ReadGrant(Procedure procedure)
{
    /// <summary>Reads it.</summary>
    [Function(nameof(ReadGrant))]
    public async Task<GrantToReserve> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation)
    {
        CaseFile file = await procedure.ReadAsync(step.Reference, cancellation);
        Circumstances now = await procedure.CircumstancesOfAsync(file, cancellation);
        return new GrantToReserve(
            file.Envelope ?? Keys.Envelope(now.Today.Year, file.Region), now.Rules.Region(file.Region).Envelope, file.Granted!.Value);
    }
}
