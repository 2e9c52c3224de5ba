using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Host;

/// <summary>Hands the application's orchestrations, activities and entities to the engine.</summary>
internal sealed class DurableFunctions(FunctionRunner runner, IServiceScopeFactory scopes)
{
    public void AddTo(DurableTaskRegistry registry, IEnumerable<Function> functions)
    {
        foreach (var function in functions)
        {
            _ = function.Trigger switch
            {
                OrchestrationTriggerAttribute t =>
                    registry.AddOrchestrator(t.Orchestration ?? function.Name, () => new Orchestrator(function, runner, scopes)),
                ActivityTriggerAttribute t =>
                    registry.AddActivity(t.Activity ?? function.Name, _ => new Activity(function, runner, scopes)),
                EntityTriggerAttribute t =>
                    registry.AddEntity(t.EntityName ?? function.Name, _ => new Entity(function, runner, scopes)),
                _ => registry,
            };
        }
    }

    private sealed class Orchestrator(Function function, FunctionRunner runner, IServiceScopeFactory scopes) : ITaskOrchestrator
    {
        public Type InputType => Signature.InputOf(function)?.ParameterType ?? typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            var invocation = new Invocation(function, scopes) { Trigger = context, Input = input };
            TaskOrchestrationContextExtensionMethods.SetFunctionContext(context, invocation);
            return runner.ReplayAsync(invocation);
        }
    }

    private sealed class Activity(Function function, FunctionRunner runner, IServiceScopeFactory scopes) : ITaskActivity
    {
        public Type InputType => function.TriggerParameter.ParameterType is var type && type != typeof(TaskActivityContext)
            ? type
            : typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskActivityContext context, object? input) =>
            runner.RunAsync(new Invocation(function, scopes, new Dictionary<string, object?> { ["instanceId"] = context.InstanceId })
            {
                Trigger = context,
                Input = input,
            });
    }

    private sealed class Entity(Function function, FunctionRunner runner, IServiceScopeFactory scopes) : ITaskEntity
    {
        public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            var invocation = new Invocation(function, scopes);
            var dispatcher = new TaskEntityDispatcher(operation, invocation);
            invocation.Trigger = dispatcher;
            await runner.RunAsync(invocation);
            return dispatcher.ResultOrThrow();
        }
    }
}
