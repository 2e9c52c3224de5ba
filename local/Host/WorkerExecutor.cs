using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;
using Tasdir.Local.Engine;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>
/// Runs the engine's work items as functions of the worker, in the form in which Azure's durable extension hands them over.
/// What the worker cannot do because it is going away is thrown as cancelled, and taken up again after the next start.
/// </summary>
internal sealed class WorkerExecutor(Invoker invoker, FunctionCatalogue functions) : IWorkItemExecutor
{
    // Of the orchestrations that the worker keeps between their steps: a request without history does not say whose it is.
    private readonly ConcurrentDictionary<string, string> kept = new();

    public async Task<OrchestratorResponse> RunOrchestratorAsync(OrchestratorRequest request, CancellationToken stop)
    {
        var started = request.PastEvents.Concat(request.NewEvents)
            .LastOrDefault(line => line.EventTypeCase == HistoryEvent.EventTypeOneofCase.ExecutionStarted)?.ExecutionStarted;
        if (started?.Name is not { } name && !kept.TryGetValue(request.InstanceId, out name))
        {
            return new() { InstanceId = request.InstanceId, RequiresHistory = true };
        }

        var response = await RunOrchestratorAsync(name, request, stop);
        if (response.Actions.Any(action => action.CompleteOrchestration is not null))
        {
            kept.TryRemove(request.InstanceId, out _);
        }
        else if (request.Properties.TryGetValue("IsExtendedSession", out var keeps) && keeps.BoolValue)
        {
            kept[request.InstanceId] = name;
        }

        return response;
    }

    public async Task<EntityBatchResult> RunEntityAsync(EntityBatchRequest request, CancellationToken stop)
    {
        var name = request.InstanceId.Split('@', 3)[1];
        if (functions.Find("entityTrigger", name) is not { } function)
        {
            return new() { EntityState = request.EntityState, FailureDetails = Details("EntityTaskNotFound", $"No entity task named '{name}' was found.") };
        }

        try
        {
            return EntityBatchResult.Parser.ParseFrom(await RunEncodedAsync(function, request, request.InstanceId, stop));
        }
        catch (FunctionFailedException wrong)
        {
            return new() { EntityState = request.EntityState, FailureDetails = Details(typeof(FunctionFailedException).FullName!, wrong.Said) };
        }
    }

    public async Task<ActivityResponse> RunActivityAsync(ActivityRequest request, CancellationToken stop)
    {
        ActivityResponse response = new() { InstanceId = request.OrchestrationInstance.InstanceId, TaskId = request.TaskId };
        if (functions.Find("activityTrigger", request.Name) is not { } function)
        {
            response.FailureDetails = Details("ActivityTaskNotFound", $"No activity task named '{request.Name}' was found.");
            return response;
        }

        try
        {
            response.Result = JsonOf(await invoker.RunAsync(InvocationFor(function, request), stop));
        }
        catch (FunctionFailedException wrong)
        {
            response.FailureDetails = DetailsIn(wrong.Said);
        }
        catch (TimeoutException late)
        {
            response.FailureDetails = Details(typeof(TimeoutException).FullName!, late.Message);
        }

        return response;
    }

    private async Task<OrchestratorResponse> RunOrchestratorAsync(string name, OrchestratorRequest request, CancellationToken stop)
    {
        if (functions.Find("orchestrationTrigger", name) is not { } function)
        {
            return Failed(request, "OrchestratorTaskNotFound", $"No orchestrator task named '{name}' was found.");
        }

        try
        {
            return OrchestratorResponse.Parser.ParseFrom(await RunEncodedAsync(function, request, request.InstanceId, stop));
        }
        catch (FunctionFailedException wrong)
        {
            return Failed(request, typeof(FunctionFailedException).FullName!, $"Function '{name}' failed with an unhandled exception. {wrong.Said}");
        }
    }

    private async Task<ByteString> RunEncodedAsync(Function function, IMessage request, string instanceId, CancellationToken stop)
    {
        Invocation invocation = new(function, new TypedData { String = request.ToByteString().ToBase64() })
        {
            Metadata = { ["instanceId"] = new TypedData { String = instanceId } },
        };
        var returned = await invoker.RunAsync(invocation, stop);
        return ByteString.FromBase64(returned?.String is { Length: > 0 } encoded
            ? encoded
            : throw new InvalidOperationException($"Function {function.Name} gave no answer to the durable extension."));
    }

    // An activity's arguments are a list of one.
    private static Invocation InvocationFor(Function function, ActivityRequest request)
    {
        var input = request.Input is { } arguments && JsonDocument.Parse(arguments).RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1
            ? list[0].GetRawText()
            : request.Input ?? "null";
        return new Invocation(function, new TypedData { Json = input })
        {
            Metadata =
            {
                ["instanceId"] = new TypedData { String = request.OrchestrationInstance.InstanceId },
                ["data"] = new TypedData { Json = input },
            },
            Trace = new() { TraceParent = request.ParentTraceContext?.TraceParent ?? "", TraceState = request.ParentTraceContext?.TraceState ?? "" },
        };
    }

    private static string? JsonOf(TypedData? returned) => returned?.DataCase switch
    {
        TypedData.DataOneofCase.Json => returned.Json,
        TypedData.DataOneofCase.String => JsonSerializer.Serialize(returned.String),
        TypedData.DataOneofCase.Bytes => JsonSerializer.Serialize(returned.Bytes.ToBase64()),
        TypedData.DataOneofCase.Int => JsonSerializer.Serialize(returned.Int),
        TypedData.DataOneofCase.Double => JsonSerializer.Serialize(returned.Double),
        _ => null,
    };

    // The worker tells an activity's failure as JSON; what fails before it comes so far is told in words.
    private static TaskFailureDetails DetailsIn(string said)
    {
        try
        {
            return TaskFailureDetails.Parser.ParseJson(said);
        }
        catch (InvalidProtocolBufferException)
        {
            return Details("(unknown)", said);
        }
    }

    private static TaskFailureDetails Details(string type, string message) => new() { ErrorType = type, ErrorMessage = message, IsNonRetriable = true };

    private static OrchestratorResponse Failed(OrchestratorRequest request, string type, string message) => new()
    {
        InstanceId = request.InstanceId,
        Actions =
        {
            new OrchestratorAction
            {
                Id = -1,
                CompleteOrchestration = new()
                {
                    OrchestrationStatus = OrchestrationStatus.Failed,
                    Result = message,
                    FailureDetails = Details(type, message),
                },
            },
        },
    };
}
