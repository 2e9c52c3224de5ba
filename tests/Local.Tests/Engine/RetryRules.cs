using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Tasdir.Local.Tests.Engine;

public sealed class RetriesKept() : RetryRules(Memory.Kept);

public sealed class RetriesReplayed() : RetryRules(Memory.Replayed);

public abstract class RetryRules(Memory memory)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_interval_grows_by_the_coefficient_up_to_its_limit_and_the_last_failure_is_the_answer()
    {
        var policy = new RetryPolicy(6, Second, backoffCoefficient: 2, maxRetryInterval: 5 * Second);

        var (attempts, outcome) = await TryAsync(policy, succeedsAt: int.MaxValue);

        Assert.Equal([0, 1, 3, 7, 12, 17], attempts);
        Assert.Equal("attempt 6", outcome);
    }

    [Fact]
    public async Task An_attempt_that_succeeds_is_the_last()
    {
        var (attempts, outcome) = await TryAsync(new RetryPolicy(10, 3 * Second), succeedsAt: 3);

        Assert.Equal([0, 3, 6], attempts);
        Assert.Equal("done", outcome);
    }

    [Fact]
    public async Task An_interval_without_a_limit_keeps_growing()
    {
        var policy = new RetryPolicy(4, TimeSpan.FromHours(1), backoffCoefficient: 3, maxRetryInterval: Timeout.InfiniteTimeSpan);

        var (attempts, _) = await TryAsync(policy, succeedsAt: int.MaxValue);

        Assert.Equal([0, 3600, 4 * 3600, 13 * 3600], attempts);
    }

    [Fact]
    public async Task After_the_retry_timeout_nothing_is_tried_again()
    {
        var (attempts, outcome) = await TryAsync(new RetryPolicy(100, 10 * Second, retryTimeout: 25 * Second), succeedsAt: int.MaxValue);

        // The failure at 20 seconds is within the time, so one more attempt is made, whenever it falls.
        Assert.Equal([0, 10, 20, 30], attempts);
        Assert.Equal("attempt 4", outcome);
    }

    [Fact]
    public async Task A_policy_that_cannot_say_whether_it_handles_a_failure_does_not_hide_it()
    {
        var policy = new RetryPolicy(10, Second) { HandleFailure = _ => throw new InvalidOperationException("the policy is broken") };

        var (attempts, outcome) = await TryAsync(policy, succeedsAt: int.MaxValue);

        Assert.Equal([0], attempts);
        Assert.Equal("attempt 1", outcome);
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_tried_again()
    {
        var policy = new RetryPolicy(10, Second) { HandleFailure = failure => failure.ErrorMessage != "attempt 2" };

        var (attempts, outcome) = await TryAsync(policy, succeedsAt: int.MaxValue);

        Assert.Equal([0, 1], attempts);
        Assert.Equal("attempt 2", outcome);
    }

    [Fact]
    public async Task A_handler_is_told_what_happened_may_wait_and_decides()
    {
        var told = new ConcurrentDictionary<int, string>();
        AsyncRetryHandler handler = async retry =>
        {
            told[retry.LastAttemptNumber] = $"{retry.LastFailure.ErrorMessage} after {retry.TotalRetryTime.TotalSeconds:0}";
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(10 * retry.LastAttemptNumber), retry.CancellationToken);
            return retry.LastAttemptNumber < 3;
        };

        var (attempts, outcome) = await TryAsync(handler, succeedsAt: int.MaxValue);

        Assert.Equal([0, 10, 30], attempts);
        Assert.Equal(["attempt 1 after 0", "attempt 2 after 10", "attempt 3 after 30"], told.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal("attempt 3", outcome);
    }

    [Fact]
    public async Task Attempts_are_counted_over_a_restart()
    {
        var attempts = new ConcurrentQueue<int>();
        await using var engine = await TestEngine.StartAsync(
            registry => Trying(registry, new RetryPolicy(4, 60 * Second), attempts, int.MaxValue, () => 0), memory);
        var id = await engine.BeginAsync("Tries");
        await engine.AdvanceAsync(70 * Second);
        Assert.Equal(2, attempts.Count);

        await engine.RestartAsync();
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("attempt 4", await engine.ResultOfAsync<string>(id));
        Assert.Equal(4, attempts.Count);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_not_tried_again()
    {
        await using var engine = await TestEngine.StartAsync(
            registry => registry.AddOrchestratorFunc("Asks", context =>
                context.CallActivityAsync<string>("Misspelt", TaskOptions.FromRetryPolicy(new RetryPolicy(5, Second)))),
            memory);

        // The clock stands still: a second attempt would never come.
        var ended = await engine.RunAsync("Asks");

        Assert.Equal("ActivityTaskNotFound", ended.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Theory]
    [InlineData(0, 1, 1, 10, 10)]
    [InlineData(1, 0, 1, 10, 10)]
    [InlineData(1, 1, 0.5, 10, 10)]
    [InlineData(1, 5, 1, 4, 10)]
    [InlineData(1, 5, 1, 10, 4)]
    public void A_policy_that_makes_no_sense_is_refused(int attempts, int first, double coefficient, int longest, int timeout) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts, first * Second, coefficient, longest * Second, timeout * Second));

    /// <summary>Runs an activity that fails until its nth attempt; gives the seconds at which it was tried, and its result or last failure.</summary>
    private async Task<(int[] Attempts, string? Outcome)> TryAsync(TaskRetryOptions retry, int succeedsAt)
    {
        TestEngine? running = null;
        var attempts = new ConcurrentQueue<int>();
        await using var engine = running = await TestEngine.StartAsync(
            registry => Trying(registry, retry, attempts, succeedsAt, () => (int)(running!.Clock.GetUtcNow() - TestEngine.Began).TotalSeconds),
            memory);
        var id = await engine.BeginAsync("Tries");
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        return ([.. attempts], await engine.ResultOfAsync<string>(id));
    }

    private static void Trying(DurableTaskRegistry registry, TaskRetryOptions retry, ConcurrentQueue<int> attempts, int succeedsAt, Func<int> now) => registry
        .AddActivityFunc("Try", _ =>
        {
            attempts.Enqueue(now());
            return attempts.Count < succeedsAt ? throw new TimeoutException($"attempt {attempts.Count}") : "done";
        })
        .AddOrchestratorFunc("Tries", async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Try", new TaskOptions(retry));
            }
            catch (TaskFailedException failed)
            {
                return failed.FailureDetails.ErrorMessage;
            }
        });
}
