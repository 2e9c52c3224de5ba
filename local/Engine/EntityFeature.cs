using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Engine;

/// <summary>Entities as orchestrations reach them.</summary>
internal sealed class EntityFeature(OrchestrationRun run, Execution execution, DataConverter converter) : TaskOrchestrationEntityFeature
{
    public override async Task CallEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null) =>
        await CallEntityAsync<object>(id, operationName, input, options);

    public override async Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
    {
        string? data = converter.Serialize(input);
        TaskCompletionSource<TResult> source = new();
        int taskId = run.Ask(AskedFor.EntityCall, $"{id}:{operationName}", number => new SendMessage(
            id.ToString(),
            new EntityRequest(operationName, data, new Address(execution.InstanceId, execution.ExecutionId, number))));
        run.Expect(taskId, done =>
        {
            if (done.Failure is { } failure)
            {
                source.SetException(new EntityOperationFailedException(id, operationName, failure));
                return;
            }

            try
            {
                source.SetResult(converter.Deserialize<TResult>(done.Result)!);
            }
#pragma warning disable CA1031 // Whatever keeps a result from being read is told to whoever waits for it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                source.SetException(wrong);
            }
        }, holdsEnd: false);
        return await source.Task;
    }

    public override Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
    {
        EntityRequest request = new(operationName, converter.Serialize(input), null);
        run.Ask(AskedFor.EntitySignal, $"{id}:{operationName}", _ => new SendMessage(id.ToString(), request, options?.SignalTime));
        return Task.CompletedTask;
    }
}
