using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Tests.Contracts;

public sealed class RegistryTests
{
    private readonly DurableTaskRegistry registry = new();

    [Fact]
    public void A_class_is_registered_under_the_name_and_version_of_its_attribute_or_under_its_own_name()
    {
        registry.AddOrchestrator<Named>().AddOrchestrator<Plain>().AddActivity<Work>();

        Assert.Equal(["Other", nameof(Plain)], registry.GetOrchestrators().Select(entry => entry.Key.Name));
        Assert.NotNull(registry.Orchestrator("OTHER", "2"));
        Assert.Null(registry.Orchestrator("Other", "1"));
        Assert.NotNull(registry.Activity(nameof(Work)));
    }

    [Fact]
    public void A_task_without_version_serves_every_version_until_its_name_has_one()
    {
        registry.AddOrchestrator("Pay", () => new Plain());
        Assert.NotNull(registry.Orchestrator("Pay", "1"));

        registry.AddOrchestrator("Pay", "2", () => new Plain());

        Assert.NotNull(registry.Orchestrator("pay", "2"));
        Assert.NotNull(registry.Orchestrator("Pay", ""));
        Assert.Null(registry.Orchestrator("Pay", "1"));
    }

    [Fact]
    public void The_same_name_and_version_twice_is_refused()
    {
        registry.AddOrchestrator<Named>().AddActivityFunc("Do", _ => { }).AddEntity<Counter>();

        Assert.Equal(
            "An ITaskOrchestrator named 'other' with version '2' is already added. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => registry.AddOrchestrator("other", "2", () => new Plain())).Message);
        Assert.StartsWith("An ITaskActivity named 'Do' is", Assert.Throws<ArgumentException>(() => registry.AddActivity<Work>("Do")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => registry.AddEntity<Counter>("counter"));
    }

    [Fact]
    public void No_name_no_factory_and_no_usable_type_are_refused()
    {
        Assert.Throws<ArgumentException>(() => registry.AddOrchestrator(default, () => new Plain()));
        Assert.Throws<ArgumentNullException>(() => registry.AddOrchestrator("Pay", (Func<ITaskOrchestrator>)null!));
        Assert.Throws<ArgumentException>(() => registry.AddOrchestrator(typeof(Work)));
        Assert.Throws<ArgumentException>(() => registry.AddActivity<ITaskActivity>());
        Assert.Throws<ArgumentNullException>(() => registry.AddEntity((Type)null!));
        Assert.Throws<ArgumentException>(() => new TaskVersion(" "));
    }

    [Fact]
    public async Task Functions_of_every_shape_become_tasks()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var done = new List<string>();
        registry
            .AddActivityFunc<int, int>("Both", (_, input) => Task.FromResult(input + 1))
            .AddActivityFunc<int, int>("Plain", (_, input) => input + 1)
            .AddActivityFunc<int>("In", (_, input) => { done.Add($"{input}"); return Task.CompletedTask; })
            .AddActivityFunc("Out", _ => 5)
            .AddActivityFunc<int>("Act", (_, input) => { done.Add($"{input}"); })
            .AddActivityFunc("Bare", _ => { done.Add("bare"); });

        var results = new List<object?>();
        foreach (var (_, factory) in registry.GetActivities())
        {
            var activity = factory(services);
            results.Add(await activity.RunAsync(new Here(), activity.InputType == typeof(int) ? 3 : null));
        }

        Assert.Equal([4, 4, null, 5, null, null], results);
        Assert.Equal(["3", "3", "bare"], done);
        ITaskActivity number = FuncTaskActivity.Create<int, int>((_, input) => Task.FromResult(input));
        Assert.Equal(0, await number.RunAsync(new Here(), null));
        await Assert.ThrowsAsync<ArgumentException>(() => number.RunAsync(new Here(), "three"));
    }

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("", "1", -1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("b", "A", 1)]
    public void Versions_are_compared_as_numbers_where_they_are_numbers(string ours, string? theirs, int order) =>
        Assert.Equal(order, Math.Sign(Microsoft.DurableTask.Abstractions.TaskOrchestrationVersioningUtils.CompareVersions(ours, theirs)));

    [DurableTask("Other", Version = "2")]
    private sealed class Named : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Task.FromResult(input);
    }

    private sealed class Plain : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Task.FromResult(input);
    }

    private sealed class Work : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
    }

    private sealed class Counter : TaskEntity<int>;

    private sealed class Here : TaskActivityContext
    {
        public override TaskName Name => "here";

        public override string InstanceId => "here";
    }
}
