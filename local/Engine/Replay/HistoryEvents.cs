using System.Text.Json.Serialization;

namespace Tasdir.Local.Engine;

/// <summary>A line of an instance's history: a message that it took up, or something that it asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepStarted), "step")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Rewound), "rewound")]
internal abstract record HistoryEvent;

/// <summary>A step began: from here the orchestration's clock shows this time.</summary>
internal sealed record StepStarted(DateTime At) : HistoryEvent;

/// <summary>A message was taken up.</summary>
internal sealed record Received(Message Message) : HistoryEvent;

/// <summary>
/// The orchestration asked for something. Replay must ask for the same, under the same number; the rest says what it was,
/// for whoever reads the history or rewinds it.
/// </summary>
internal sealed record Asked(int TaskId, AskedFor What, string Name) : HistoryEvent
{
    /// <summary>Whom it was asked of: an instance or an entity.</summary>
    public string? To { get; init; }

    public string? Version { get; init; }

    public string? Input { get; init; }

    /// <summary>When it is due.</summary>
    public DateTime? At { get; init; }

    public static Asked Of(int taskId, AskedFor what, string name, OrchestrationAction action) => action switch
    {
        ScheduleActivity activity => new Asked(taskId, what, name) { Version = activity.Version, Input = activity.Input },
        StartSubOrchestration sub => new Asked(taskId, what, name) { To = sub.InstanceId, Version = sub.Version, Input = sub.Input },
        SetTimer timer => new Asked(taskId, what, name) { At = timer.FireAt },
        SendMessage { Message: EventSent sent } send => new Asked(taskId, what, name) { To = send.To, Input = sent.Payload },
        SendMessage { Message: EntityRequest request } send =>
            new Asked(taskId, what, name) { To = send.To, Input = request.Input, At = send.DueAt?.UtcDateTime },
        SendMessage send => new Asked(taskId, what, name) { To = send.To },
        _ => new Asked(taskId, what, name),
    };
}

/// <summary>A failed instance was rewound to here.</summary>
internal sealed record Rewound(DateTime At, string? Reason) : HistoryEvent;

/// <summary>What an orchestration can ask for. Published by name: an older history must stay readable.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AskedFor>))]
internal enum AskedFor
{
    Activity,
    SubOrchestration,
    Timer,
    Event,
    EntityCall,
    EntitySignal,
    EntityLock,
    EntityRelease,
}
