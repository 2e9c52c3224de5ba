using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Tasdir.Workflows.Tests.Recorded;

/// <summary>The last step of an orchestration, with all of its history: what its code was given, and what it asked for.</summary>
/// <param name="Request">The history, and what was new.</param>
/// <param name="Response">What the code asked for.</param>
internal sealed record Recording(OrchestratorRequest Request, OrchestratorResponse Response)
{
    /// <summary>The orchestration.</summary>
    public string Name => Request.PastEvents.Concat(Request.NewEvents).First(line => line.ExecutionStarted is not null).ExecutionStarted.Name;

    /// <summary>Reads a file of them: one a line, as JSON.</summary>
    public static IEnumerable<Recording> In(string path) => File.ReadLines(path).Select(line =>
    {
        JsonNode both = JsonNode.Parse(line)!;
        return new Recording(
            JsonParser.Default.Parse<OrchestratorRequest>(both["request"]!.ToJsonString()),
            JsonParser.Default.Parse<OrchestratorResponse>(both["response"]!.ToJsonString()));
    });

    /// <summary>A line of such a file.</summary>
    public string ToJson() => $$"""{"request":{{JsonFormatter.Default.Format(Request)}},"response":{{JsonFormatter.Default.Format(Response)}}}""";

    /// <summary>What the code asked for, to be compared: where an exception was thrown is nothing that has to stay.</summary>
    public static string Asked(OrchestratorResponse response)
    {
        OrchestratorResponse copy = response.Clone();
        for (TaskFailureDetails? failure = copy.Actions.LastOrDefault()?.CompleteOrchestration?.FailureDetails; failure is not null; failure = failure.InnerFailure)
        {
            failure.StackTrace = null;
        }

        return string.Join('\n', copy.Actions.Select(action => JsonFormatter.Default.Format(action)).Append(copy.CustomStatus));
    }
}
