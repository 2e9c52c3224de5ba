using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions.Cases;

/// <summary>A line of a timeline: who by role, never by name, for votes are the committee's and people are not their files.</summary>
public sealed record TimelineItem(int Sequence, DateTimeOffset At, Role By, string Type, string Text);

/// <summary>A case's timeline.</summary>
public sealed record Timeline(IReadOnlyList<TimelineItem> Items);

public sealed class ReadTimeline(CaseRequests cases, CaseStore store)
{
    [Function(nameof(ReadTimeline))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}/timeline")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        cases.ReadAsync(request, reference, async (_, file) => Results.Json(await OfAsync(store, file, Language.Of(request), cancellation), CaseJson.Options), cancellation);

    /// <summary>The timeline of a case, in a language.</summary>
    public static async Task<Timeline> OfAsync(CaseStore store, CaseFile file, CultureInfo language, CancellationToken cancellation)
    {
        (IReadOnlyList<string> lines, _) = (await store.ReadLogAsync(file.Reference, cancellation))!.Value;
        return new Timeline(
        [
            .. from entry in lines.Select(LogEntry.FromJson)
               where entry.Event is not (LetterRecorded or LetterFiled or LetterSent)
               select new TimelineItem(
                   entry.Sequence, entry.At, entry.Actor.Role, TimelineText.TypeOf(entry.Event), TimelineText.Of(entry.Event, file, language)),
        ]);
    }
}
