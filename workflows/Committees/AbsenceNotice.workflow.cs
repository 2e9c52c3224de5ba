using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Committees;

/// <summary>An absence that was recorded or ended, by what it is found in the storage.</summary>
/// <param name="Committee">Region of the committee, or that of the national one.</param>
/// <param name="Id">The absence.</param>
/// <param name="IsEnded">Whether it was ended.</param>
public sealed record AbsenceToTell(string Committee, string Id, bool IsEnded);

/// <summary>What follows when a member is away, or back early: both are written to, and the sessions that sit follow the composition of today.</summary>
public static class AbsenceNotice
{
    /// <summary>Makes it known.</summary>
    [Function(nameof(AbsenceNotice))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AbsenceToTell absence) =>
        // Neither waits for the other: mail may be away for hours.
        await Task.WhenAll(context.ReviewSeating(absence), context.TellOfAbsence(absence));
}
