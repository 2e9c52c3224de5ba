using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>What every activity is given: which case, and under which id it changes it. No personal data travels.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Operation">Id of this step: an activity that runs twice changes the case once.</param>
/// <param name="Request">The request that the step is about, or null.</param>
/// <param name="Number">What the step counts by: a reminder, a tranche; else 0.</param>
public sealed record CaseStep(string Reference, Guid Operation, RequestKey? Request = null, int Number = 0);

/// <summary>A request of a case to wait for.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Request">What was asked.</param>
public sealed record RequestOfCase(string Reference, RequestKey Request);
