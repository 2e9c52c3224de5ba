using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>A case to decide in its meeting.</summary>
/// <param name="Step">The case and the step.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="Rank">Its rank; null if the meeting does not support it.</param>
public sealed record CaseToDecide(CaseStep Step, MeetingToHold Meeting, int? Rank);

/// <summary>Records what a meeting decided on a case, and tells the case's own orchestration.</summary>
public sealed class DecideInMeeting(Procedure procedure, Enterprises enterprises, CaseChanges changes, Projections projections)
{
    /// <summary>Whether funds are to be set aside for it now.</summary>
    [Function(nameof(DecideInMeeting))]
    public async Task<bool> Run([ActivityTrigger] CaseToDecide decide, CancellationToken cancellation)
    {
        string meeting = Keys.Meeting(decide.Meeting.Region, decide.Meeting.On);
        CaseFile before = await procedure.ReadAsync(decide.Step.Reference, cancellation);
        IReadOnlyList<PriorAid> received = await enterprises.ReceivedAsync(before, cancellation);
        Circumstances now = await procedure.CircumstancesOfAsync(before, cancellation);
        Appended appended = await changes.ChangeAsync(
            decide.Step.Reference,
            new Operation($"{nameof(DecideInMeeting)}:{decide.Step.Operation:N}", Actor.Procedure),
            file => Reviews.CloseInMeeting(file, meeting, decide.Rank, now with { Received = received }),
            cancellation);
        if (appended.File is { } decided)
        {
            // The next case may be of the same enterprise, whose ceilings count this one.
            await projections.ProjectAsync(decided, cancellation);
        }

        // The applicant may have withdrawn meanwhile.
        return appended.File is { Granted: not null } file && !StateTable.HasEnded(file.State);
    }
}
