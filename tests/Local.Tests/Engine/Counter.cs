using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Engine;

/// <summary>A number that many add to, and that does whatever entities do besides.</summary>
internal sealed class Counter : TaskEntity<int>
{
    private static readonly EntityInstanceId Other = new(nameof(Counter), "b");

    public int Add(int number) => State += number;

    public async Task<int> AddSlowly(int number)
    {
        var before = State;
        await Task.Yield();
        return State = before + number;
    }

    public void Set(int number) => State = number;

    public ValueTask Double()
    {
        State *= 2;
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> Read() => new(State);

    public void AddToB(int number) => Context.SignalEntity(Other, nameof(Add), number);

    public void AddToBLater(DateTimeOffset at, TaskEntityContext context) => context.SignalEntity(Other, nameof(Add), 1, at);

    public void Start(DateTimeOffset later)
    {
        Context.ScheduleNewOrchestration("Started", "now", new StartOrchestrationOptions("now"));
        Context.ScheduleNewOrchestration("Started", "later", new StartOrchestrationOptions("later", later));
    }

    public void ChangeEverythingAndFail(int number)
    {
        State += number;
        Context.SignalEntity(Other, nameof(Add), number);
        Context.ScheduleNewOrchestration("Uses", options: new StartOrchestrationOptions("started"));
        throw new ArgumentOutOfRangeException(null, "too much");
    }
}
