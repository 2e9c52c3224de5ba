using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Closes the session on a case: a decision, or the referral to the national committee.</summary>
public sealed class CloseSession(Procedure procedure)
{
    /// <summary>The state that the case is in afterwards.</summary>
    [Function(nameof(CloseSession))]
    public async Task<CaseState> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        (await procedure.RecordAsync(nameof(CloseSession), step, Reviews.Close, cancellation)).State;
}
