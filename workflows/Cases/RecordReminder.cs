using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;

namespace Tasdir.Workflows.Cases;

/// <summary>Reminds whoever was asked.</summary>
public sealed class RecordReminder(Procedure procedure)
{
    /// <summary>Records the reminder and its letters.</summary>
    [Function(nameof(RecordReminder))]
    public Task Run([ActivityTrigger] CaseStep step, CancellationToken cancellation) => procedure.RecordAsync(
        nameof(RecordReminder), step, (file, now) => Requests.Remind(file, step.Request!, step.Number, now), cancellation);
}
