using Google.Protobuf;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>
/// What waits for an instance or an entity: as a row of the file, or, if it is an activity's result, in memory alone. Such
/// a result is stored by the step that takes it up; a kill before that runs the activity again.
/// </summary>
internal sealed class Message(string to, P.HistoryEvent happened)
{
    private byte[]? _bytes;

    public string To => to;

    public P.HistoryEvent Event => happened;

    /// <summary>The row of the file; 0 if it is in memory alone.</summary>
    public long Row { get; init; }

    /// <summary>The activity whose result it is.</summary>
    public long Activity { get; init; }

    /// <summary>The execution that it is for; null reaches any execution of the instance.</summary>
    public string? Execution { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The event as it is stored.</summary>
    public byte[] Bytes => _bytes ??= happened.ToByteArray();
}
