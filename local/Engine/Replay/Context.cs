using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Engine;

/// <summary>The context that orchestrators see, over a run.</summary>
internal sealed class Context : TaskOrchestrationContext
{
    private static readonly Guid s_guidNamespace = new("9e952958-5e33-4daf-827f-2fa12937b875");
    private readonly OrchestrationRun _run;
    private readonly Execution _execution;
    private readonly DataConverter _converter;
    private readonly EngineOptions _options;
    private int _guids;

    public Context(OrchestrationRun run, Execution execution, EngineCore core)
    {
        _run = run;
        _execution = execution;
        _converter = core.Converter;
        _options = core.Options;
        LoggerFactory = core.Loggers;
        EntityFeature = new EntityFeature(run, this, execution, _converter);
    }

    public override TaskName Name => _execution.Name;

    public override string InstanceId => _execution.InstanceId;

    public override ParentOrchestrationInstance? Parent => _execution.Parent?.ToPublic();

    public override DateTime CurrentUtcDateTime => _run.Now;

    public override bool IsReplaying => _run.IsReplaying;

    public override string Version => _execution.Version ?? "";

    public override TaskOrchestrationEntityFeature Entities => EntityFeature;

    public EntityFeature EntityFeature { get; }

    protected override ILoggerFactory LoggerFactory { get; }

    public override T? GetInput<T>()
        where T : default => _converter.Deserialize<T>(_execution.Input);

    // What cannot be written is found out before anything is asked for, in every replay alike.
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RefuseOptions(input, options);
        string? data = _converter.Serialize(input);
        string? version = options?.Version is { } given ? given.Version : _execution.Version;
        return await Retries.RunAsync(this, options?.Retry, () => CallAsync<TResult>(AskedFor.Activity, name, id =>
            new ScheduleActivity(id, name, version, data)));
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RefuseOptions(input, options);
        EntityFeature.RefuseSubOrchestration();
        string? data = _converter.Serialize(input);
        SubOrchestrationOptions? sub = options as SubOrchestrationOptions;
        string instanceId = Execution.IdFor(sub?.InstanceId, () => NewGuid().ToString("N"));
        string? version = (sub?.Version ?? options?.Version) is { } given ? given.Version : _options.DefaultVersion;
        return await Retries.RunAsync(this, options?.Retry, () => CallAsync<TResult>(AskedFor.SubOrchestration, orchestratorName, id =>
            new StartSubOrchestration(id, instanceId, orchestratorName, version, data, options?.Tags?.AsReadOnly())));
    }

    // A long timer is a chain of shorter ones, so that a history looks as it does in production.
    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        DateTime due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        while (due - _run.Now > _options.MaximumTimerInterval)
        {
            await SingleTimer(_run.Now + _options.MaximumTimerInterval, cancellationToken);
        }

        await SingleTimer(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        _run.Events.WaitAsync<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        if (instanceId.StartsWith('@'))
        {
            throw new ArgumentException($"'{instanceId}' is an entity, which takes operations and no events.", nameof(instanceId));
        }

        EventSent sent = new(eventName, _converter.Serialize(payload));
        _run.Ask(AskedFor.Event, eventName, _ => new SendMessage(instanceId, sent));
    }

    public override void SetCustomStatus(object? customStatus) => _run.CustomStatus = _converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        _run.Next = (_converter.Serialize(newInput), _execution.Version, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        string? version = string.IsNullOrWhiteSpace(Check.NotNull(options).NewVersion) ? _execution.Version : options.NewVersion;
        _run.Next = (_converter.Serialize(options.NewInput), version, options.PreserveUnprocessedEvents);
    }

    // A version 5 UUID (RFC 9562) of instance, time and count: the same in every replay, different everywhere else.
    public override Guid NewGuid()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{CurrentUtcDateTime:o}_{_guids++}");
#pragma warning disable CA5350 // Version 5 is defined over SHA-1, and nothing here is a secret.
        byte[] hash = SHA1.HashData([.. s_guidNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private Task<TResult> CallAsync<TResult>(AskedFor what, TaskName name, Func<int, OrchestrationAction> action)
    {
        int id = _run.Ask(what, name, action);
        return _run.Open.ResultOf<TResult>(id, failure => new TaskFailedException(name, id, failure));
    }

    private Task SingleTimer(DateTime due, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }

        TaskCompletionSource source = new();
        int id = _run.Ask(AskedFor.Timer, "", taskId => new SetTimer(taskId, due));
        _run.Open.ExpectTimer(id, () => source.TrySetResult());
        cancellation.Register(
            () =>
            {
                if (_run.Open.ForgetTimer(id))
                {
                    _run.Do(new CancelTimer(id));
                    source.TrySetCanceled(cancellation);
                }
            },
            useSynchronizationContext: false);
        return source.Task;
    }

    private static void RefuseOptions(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Task options were given as the input; name the argument: 'options: …'.", nameof(input));
        }
    }
}
