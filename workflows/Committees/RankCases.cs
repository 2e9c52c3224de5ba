using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.Storage.Committees;

namespace Tasdir.Workflows.Committees;

/// <summary>Ranks the cases of a meeting by what members voted and scored.</summary>
public sealed class RankCases(CaseStore store, MeetingStore meetings)
{
    /// <summary>The cases in the order in which they are decided.</summary>
    [Function(nameof(RankCases))]
    public async Task<IReadOnlyList<RankedCase>> Run([ActivityTrigger] MeetingToHold held, CancellationToken cancellation)
    {
        string meeting = Keys.Meeting(held.Region, held.On);
        List<CaseFile> files = [];
        foreach (string reference in await meetings.AgendaAsync(meeting, cancellation))
        {
            files.Add(await store.GetAsync(reference, cancellation));
        }

        return Meetings.Rank(meeting, files);
    }
}
