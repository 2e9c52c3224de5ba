using System.Reflection;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Tests.Contracts;

public sealed class EntityDispatchTests
{
    [Fact]
    public async Task An_operation_runs_the_method_of_its_name_whatever_its_case_and_keeps_the_state()
    {
        var state = new Held(null);

        Assert.Equal(5, await new Account().RunAsync(new Operation("DEPOSIT", state, 5)));
        Assert.Equal("@account@a: 5", await new Account().RunAsync(new Operation("describe", state)));
        Assert.Null(await new Account().RunAsync(new Operation("Close", state)));
        Assert.Equal(0, state.Value);
        Assert.Equal(7, await new Account().RunAsync(new Operation("DepositLater", state, 7)));
        Assert.Equal(8, await new Account().RunAsync(new Operation("DepositLater", state)));
    }

    [Fact]
    public async Task What_cannot_be_bound_says_why()
    {
        var state = new Held(null);

        Assert.Equal(
            "No suitable method found for entity operation 'account/steal'.",
            (await Assert.ThrowsAsync<NotSupportedException>(() => Run("steal"))).Message);
        Assert.Contains("no input was provided", (await Assert.ThrowsAsync<InvalidOperationException>(() => Run("deposit"))).Message, StringComparison.Ordinal);
        Assert.Contains("would be the input", (await Assert.ThrowsAsync<InvalidOperationException>(() => Run("Two", 1))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AmbiguousMatchException>(() => Run("Same", 1));
        await Assert.ThrowsAsync<FormatException>(() => Run("Fail"));
        Assert.Null(state.Value);

        Task<object?> Run(string name, object? input = null) => new Account().RunAsync(new Operation(name, state, input)).AsTask();
    }

    [Fact]
    public async Task A_state_is_dispatched_to_where_the_entity_allows_it_and_is_deleted_by_name()
    {
        var state = new Held(null);

        await new Keeper().RunAsync(new Operation("add", state, 3));
        Assert.Equal(3, Assert.IsType<Box>(state.Value).Count);
        await new Keeper().RunAsync(new Operation("delete", state));

        Assert.False(state.HasState);
    }

    [Fact]
    public void An_id_is_read_from_what_it_writes_and_knows_no_case_in_its_name()
    {
        var id = new EntityInstanceId("Account", "a@B");

        Assert.Equal("@account@a@B", id.ToString());
        Assert.Equal(id, EntityInstanceId.FromString("@ACCOUNT@a@B"));
        Assert.Equal("\"@account@a@B\"", System.Text.Json.JsonSerializer.Serialize(id));
        Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString("account@a"));
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("a@b", "k"));
    }

    [Fact]
    public void Metadata_of_an_entity_is_written_with_the_state_that_was_read()
    {
        var id = new EntityInstanceId("account", "a");

        Assert.Contains("\"State\":3", System.Text.Json.JsonSerializer.Serialize(new EntityMetadata<int>(id, 3)), StringComparison.Ordinal);
        Assert.Contains("\"State\":\"{}\"", System.Text.Json.JsonSerializer.Serialize(new EntityMetadata(id, new SerializedData("{}"))), StringComparison.Ordinal);
        Assert.DoesNotContain("State", System.Text.Json.JsonSerializer.Serialize(new EntityMetadata(id)), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new EntityMetadata(id).State);
    }

    private sealed class Account : TaskEntity<int>
    {
        public int Deposit(int amount) => State += amount;

        public string Describe(TaskEntityContext context) => $"{context.Id}: {State}";

        public Task Close()
        {
            State = 0;
            return Task.CompletedTask;
        }

        public async ValueTask<int> DepositLater(int amount = 1)
        {
            await Task.Yield();
            return State += amount;
        }

        public void Two(int one, int other) => State = one + other;

        public void Same(int amount) => State = amount;

        public void Same(string amount) => State = amount.Length;

        public void Fail() => throw new FormatException($"{State} is no amount.");
    }

    private sealed class Keeper : TaskEntity<Box>
    {
        protected override bool AllowStateDispatch => true;
    }

    private sealed class Box
    {
        public int Count { get; set; }

        public void Add(int amount) => Count += amount;
    }

    private sealed class Held(object? value) : TaskEntityState
    {
        public object? Value { get; private set; } = value;

        public override bool HasState => Value is not null;

        public override object? GetState(Type type) => Value;

        public override void SetState(object? state) => Value = state;
    }

    private sealed class Operation(string name, TaskEntityState state, object? input = null) : TaskEntityOperation
    {
        public override string Name => name;

        public override TaskEntityContext Context { get; } = new Here();

        public override TaskEntityState State => state;

        public override bool HasInput => input is not null;

        public override object? GetInput(Type inputType) => input;
    }

    private sealed class Here : TaskEntityContext
    {
        public override EntityInstanceId Id => new("account", "a");

        public override void SignalEntity(EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null) =>
            throw new NotSupportedException();

        public override string ScheduleNewOrchestration(
            Microsoft.DurableTask.TaskName name, object? input = null, Microsoft.DurableTask.StartOrchestrationOptions? options = null) =>
            throw new NotSupportedException();
    }
}
