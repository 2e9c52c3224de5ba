using System.Diagnostics;
using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Spans by the names and tags of the SDK's worker, made where the engine hands work to whoever runs the code.</summary>
internal static class Tracing
{
    public static readonly ActivitySource Source = new("Microsoft.DurableTask");

    /// <summary>Begins a span; null if nobody listens, or what led to it was not traced.</summary>
    public static Activity? Begin(
        string type, string name, string? version, ActivityKind kind, string instanceId, ActivityContext parent, Timestamp? since = null)
    {
        Activity? span = Source.StartActivity(
            $"{type}:{name}{(string.IsNullOrEmpty(version) ? "" : $"@({version})")}", kind, parent, startTime: since?.ToDateTimeOffset() ?? default);
        span?.SetTag("durabletask.type", type).SetTag("durabletask.task.name", name).SetTag("durabletask.task.instance_id", instanceId);
        if (!string.IsNullOrEmpty(version))
        {
            span?.SetTag("durabletask.task.version", version);
        }

        return span;
    }

    public static bool IsTraced(P.TraceContext? context, out ActivityContext parsed)
    {
        parsed = default;
        return context is not null && Source.HasListeners() && ActivityContext.TryParse(context.TraceParent, context.TraceState, out parsed);
    }

    public static P.TraceContext ContextOf(ActivityContext context) => new()
    {
        TraceParent = $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}",
        TraceState = context.TraceState,
    };

    /// <summary>Gives a span the id that others know it by already: it lasts over steps, and over starts of the process.</summary>
    public static void SetId(Activity? span, string? id)
    {
        if (span is not null && id is not null)
        {
            SpanId(span) = id;
            Id(span) = null;
        }
    }

    // There is no public way to it, and the SDK goes the same.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? Id(Activity activity);
}

/// <summary>The span of an orchestration, in one of its steps. It ends with the orchestration.</summary>
internal sealed class StepTrace : IDisposable
{
    private readonly Activity? _before = Activity.Current;
    private readonly Activity _span;

    private StepTrace(Activity span) => _span = span;

    /// <summary>What the next step continues.</summary>
    public P.OrchestrationTraceContext Context => new() { SpanID = _span.SpanId.ToString(), SpanStartTime = Timestamp.FromDateTime(_span.StartTimeUtc) };

    public static StepTrace? Begin(Step step, Database database)
    {
        Instance instance = step.Hot.Instance;
        if (!Tracing.IsTraced(instance.Started.ParentTraceContext, out ActivityContext parent)
            || Tracing.Begin("orchestration", instance.Name, instance.Started.Version, ActivityKind.Server, instance.InstanceId, parent, instance.Trace?.SpanStartTime)
                is not { } span)
        {
            return null;
        }

        Tracing.SetId(span, instance.Trace?.SpanID);
        List<P.HistoryEvent> history = step.Hot.History ?? database.Read(sql => History.Read(sql, instance).Events);
        foreach (P.HistoryEvent happened in step.Fresh)
        {
            Tell(instance, history, happened);
        }

        return new StepTrace(span);
    }

    /// <summary>Where the trace of something that the orchestration asks for begins.</summary>
    public P.TraceContext Child() => Tracing.ContextOf(
        new ActivityContext(_span.TraceId, ActivitySpanId.CreateRandom(), _span.ActivityTraceFlags, _span.TraceStateString));

    public void End(P.CompleteOrchestrationAction? end, Instance standing)
    {
        if (end is null)
        {
            return;
        }

        if (end.OrchestrationStatus == P.OrchestrationStatus.Failed)
        {
            _span.SetStatus(ActivityStatusCode.Error, standing.Failure?.ErrorMessage);
        }

        _span.SetTag("durabletask.task.status", end.OrchestrationStatus.ToString());
        _span.Stop();
    }

    public void Dispose() => Activity.Current = _before;

    // From when something was asked for until it was answered.
    private static void Tell(Instance instance, List<P.HistoryEvent> history, P.HistoryEvent happened)
    {
        string instanceId = instance.InstanceId;
        string name = instance.Name;
        if (happened.TimerFired is { } fired)
        {
            using Activity? timer = Tracing.Source.StartActivity(
                $"orchestration:{name}:timer", ActivityKind.Internal, Activity.Current?.Context ?? default, startTime: happened.Timestamp.ToDateTimeOffset());
            timer?.SetTag("durabletask.type", "timer").SetTag("durabletask.task.name", name).SetTag("durabletask.task.instance_id", instanceId)
                .SetTag("durabletask.fire_at", fired.FireAt.ToDateTime().ToString("o")).SetTag("durabletask.task.task_id", fired.TimerId);
            return;
        }

        int? id = happened.TaskCompleted?.TaskScheduledId ?? happened.TaskFailed?.TaskScheduledId
            ?? happened.SubOrchestrationInstanceCompleted?.TaskScheduledId ?? happened.SubOrchestrationInstanceFailed?.TaskScheduledId;
        P.HistoryEvent? asked = id is null ? null : history.FindLast(line => line.EventId == id && HistoryReading.IsAsked(line));
        Activity? span = null;
        if (asked?.TaskScheduled is { } task)
        {
            span = Tracing.Begin("activity", task.Name, task.Version, ActivityKind.Client, instanceId, Activity.Current?.Context ?? default, asked.Timestamp);
            span?.SetTag("durabletask.task.task_id", asked.EventId);
            SetIdOf(span, task.ParentTraceContext);
        }
        else if (asked?.SubOrchestrationInstanceCreated is { } sub)
        {
            span = Tracing.Begin("orchestration", sub.Name, sub.Version, ActivityKind.Client, instanceId, Activity.Current?.Context ?? default, asked.Timestamp);
            SetIdOf(span, sub.ParentTraceContext);
        }

        if (happened.TaskFailed is not null || happened.SubOrchestrationInstanceFailed is not null)
        {
            P.TaskFailureDetails? failure = happened.TaskFailed?.FailureDetails ?? happened.SubOrchestrationInstanceFailed?.FailureDetails;
            span?.SetStatus(ActivityStatusCode.Error, failure?.ErrorMessage);
        }

        span?.Dispose();
    }

    private static void SetIdOf(Activity? span, P.TraceContext? context)
    {
        if (Tracing.IsTraced(context, out ActivityContext known))
        {
            Tracing.SetId(span, known.SpanId.ToString());
        }
    }
}

/// <summary>The span of an activity.</summary>
internal sealed class ActivityTrace : IDisposable
{
    private readonly Activity _span;

    private ActivityTrace(Activity span, P.ActivityRequest request)
    {
        _span = span;
        Request = request.Clone();
        Request.ParentTraceContext = Tracing.ContextOf(span.Context);
    }

    /// <summary>The request as it is handed on: what runs it continues this span.</summary>
    public P.ActivityRequest Request { get; }

    public static ActivityTrace? Begin(P.ActivityRequest request)
    {
        if (!Tracing.IsTraced(request.ParentTraceContext, out ActivityContext parent)
            || Tracing.Begin("activity", request.Name, request.Version, ActivityKind.Server, request.OrchestrationInstance.InstanceId, parent) is not { } span)
        {
            return null;
        }

        span.SetTag("durabletask.task.task_id", request.TaskId);
        return new ActivityTrace(span, request);
    }

    public void End(P.TaskFailureDetails? failure)
    {
        if (failure is not null)
        {
            _span.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage);
        }
    }

    public void Dispose() => _span.Dispose();
}
