using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Committees;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Committees;

/// <summary>A case whose log is to hold the hash of a meeting's minutes.</summary>
/// <param name="Step">The case and the step.</param>
/// <param name="Meeting">The meeting.</param>
public sealed record CaseToSeal(CaseStep Step, MeetingToHold Meeting);

/// <summary>Seals the minutes of a meeting in the log of a case that it treated: whoever changes either is found out.</summary>
public sealed class SealMinutes(Procedure procedure, MeetingStore meetings)
{
    /// <summary>Seals them.</summary>
    [Function(nameof(SealMinutes))]
    public async Task Run([ActivityTrigger] CaseToSeal sealing, CancellationToken cancellation)
    {
        string meeting = Keys.Meeting(sealing.Meeting.Region, sealing.Meeting.On);
        BinaryData minutes = (await meetings.FindMinutesAsync(meeting, cancellation))!;
        string hash = Convert.ToHexStringLower(SHA256.HashData(minutes));
        await procedure.RecordAsync(nameof(SealMinutes), sealing.Step, (file, _) => Sitting.Seal(file, meeting, hash), cancellation);
    }
}
