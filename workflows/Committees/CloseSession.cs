using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>Closes the session on a case: a decision, or the referral to the national committee.</summary>
public sealed class CloseSession(Procedure procedure)
{
    /// <summary>What follows.</summary>
    [Function(nameof(CloseSession))]
    public async Task<SessionEnd> Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) =>
        Reviews.EndOf(await procedure.RecordAsync(nameof(CloseSession), step, Reviews.Close, cancellation));
}
