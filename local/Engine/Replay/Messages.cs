using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>What is sent to an instance or an entity. <see cref="Execution"/> null reaches any execution of the instance.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(TaskDone), "taskDone")]
[JsonDerivedType(typeof(TimerDue), "timerDue")]
[JsonDerivedType(typeof(EventSent), "event")]
[JsonDerivedType(typeof(Suspend), "suspend")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Terminate), "terminate")]
[JsonDerivedType(typeof(EntityRequest), "entityRequest")]
[JsonDerivedType(typeof(LockRequest), "lockRequest")]
[JsonDerivedType(typeof(LockGranted), "lockGranted")]
[JsonDerivedType(typeof(LockRelease), "lockRelease")]
internal abstract record Message
{
    public string? Execution { get; init; }
}

/// <summary>A new execution is to take its first step.</summary>
internal sealed record Start : Message;

/// <summary>An activity, a sub-orchestration or an entity call has ended.</summary>
internal sealed record TaskDone(int TaskId, string? Result, TaskFailureDetails? Failure) : Message;

/// <summary>A timer is due.</summary>
internal sealed record TimerDue(int TaskId) : Message;

/// <summary>An external event.</summary>
internal sealed record EventSent(string Name, string? Payload) : Message;

internal sealed record Suspend(string? Reason) : Message;

internal sealed record Resume(string? Reason) : Message;

internal sealed record Terminate(string? Output, bool Recursive) : Message;

/// <summary>An operation for an entity; <see cref="Caller"/> is null for a signal.</summary>
internal sealed record EntityRequest(string Operation, string? Input, Address? Caller) : Message;

/// <summary>
/// Asks an entity for its lock. Entities are locked one after the other, in one order for everybody, so no two critical
/// sections wait for each other: each entity hands the request on, the last one answers.
/// </summary>
internal sealed record LockRequest(Section Section, Address Caller, int Position) : Message;

/// <summary>All entities of a critical section are locked.</summary>
internal sealed record LockGranted(int TaskId, Section Section) : Message;

/// <summary>The critical section is left.</summary>
internal sealed record LockRelease(string SectionId) : Message;

/// <summary>A critical section and the entities it locks, in the order of locking.</summary>
internal sealed record Section(string Id, IReadOnlyList<string> Entities);

/// <summary>Who waits for an answer.</summary>
internal sealed record Address(string InstanceId, string Execution, int TaskId);

/// <summary>A message on its way.</summary>
internal sealed record Envelope(string To, Message Message, DateTimeOffset? DueAt = null);

/// <summary>
/// A message that waits for its recipient: as a row of the file, or, if it is an activity's result, in memory alone. Such
/// a result is stored by the step that takes it up; a kill before that runs the activity again.
/// </summary>
internal sealed record Waiting(Message Message, long Row, long Activity = 0);
