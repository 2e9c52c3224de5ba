using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;

namespace Tasdir.Local.Engine;

/// <summary>How an engine runs.</summary>
public sealed record EngineOptions
{
    /// <summary>The history's file; made if it is not there.</summary>
    public required string Path { get; init; }

    /// <summary>The clock of timers and of <c>CurrentUtcDateTime</c>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Activities that run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 32;

    /// <summary>Orchestrations that take a step at once.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 128;

    /// <summary>Entities that run at once.</summary>
    public int MaxConcurrentEntities { get; init; } = 128;

    /// <summary>Version of orchestrations that are started without one.</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>The longest single timer; longer ones are split. Rules where the code runs in this process.</summary>
    public TimeSpan MaximumTimerInterval { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Orchestrations whose rows are kept in memory between steps, so that busy ones are not read again.</summary>
    public int WarmInstances { get; init; } = 10_000;

    /// <summary>Whether those are kept by whoever runs the code too, so that busy ones are not replayed from their beginning.</summary>
    public bool ExtendedSessions { get; init; } = true;

    /// <summary>How long an orchestration is kept there without a step.</summary>
    public TimeSpan ExtendedSessionIdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether raising an event for an instance that is not there or has ended throws; it is dropped in silence otherwise.</summary>
    public bool ThrowOnRaiseEvent { get; init; } = true;

    /// <summary>How inputs, results, events and states are written where the code runs in this process.</summary>
    public DataConverter Converter { get; init; } = JsonDataConverter.Default;

    /// <summary>Which versions of orchestrations and activities run here; null: every one.</summary>
    public DurableTaskWorkerOptions.VersioningOptions? Versioning { get; init; }

    /// <summary>What failures of activities tell of an exception besides its type and message.</summary>
    public IExceptionPropertiesProvider? ExceptionProperties { get; init; }

#pragma warning disable CS0618 // Experimental there, and of use here.
    /// <summary>Which orchestrations run here; the others wait. Null: every one.</summary>
    public IOrchestrationFilter? OrchestrationFilter { get; init; }
#pragma warning restore CS0618

    /// <summary>What runs here, by name; the rest waits. Null or empty: everything.</summary>
    public DurableTaskWorkerWorkItemFilters? WorkItemFilters { get; init; }

    /// <summary>
    /// A test mode: every activity result and every external event is delivered twice, and nothing stays in memory between
    /// steps, so that an app proves itself against what at-least-once delivery and restarts may do.
    /// </summary>
    public bool DeliverTwice { get; init; }
}
