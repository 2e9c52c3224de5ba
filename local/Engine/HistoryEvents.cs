using System.Text.Json.Serialization;

namespace Tasdir.Local.Engine;

/// <summary>A line of an instance's history: a message that it took up, or something that it asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepStarted), "step")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Asked), "asked")]
internal abstract record HistoryEvent;

/// <summary>A step began: from here the orchestration's clock shows this time.</summary>
internal sealed record StepStarted(DateTime At) : HistoryEvent;

/// <summary>A message was taken up.</summary>
internal sealed record Received(Message Message) : HistoryEvent;

/// <summary>The orchestration asked for something. Replay must ask for the same, under the same number.</summary>
internal sealed record Asked(int TaskId, AskedFor What, string Name) : HistoryEvent;

/// <summary>What an orchestration can ask for.</summary>
internal enum AskedFor
{
    Activity,
    SubOrchestration,
    Timer,
    Event,
    EntityCall,
    EntitySignal,
}
