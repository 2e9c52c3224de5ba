using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>Tries a task again, by a policy or by asking a handler, with durable timers between the attempts.</summary>
internal static class Retries
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? options, Func<Task<T>> attempt) =>
        options is null ? attempt() : RetryAsync(context, options, attempt);

    private static async Task<T> RetryAsync<T>(TaskOrchestrationContext context, TaskRetryOptions options, Func<Task<T>> attempt)
    {
        DateTime began = context.CurrentUtcDateTime;
        for (int number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (!Missing.Is(failed.FailureDetails))
            {
                TimeSpan elapsed = context.CurrentUtcDateTime - began;
                if (options.Handler is { } handler)
                {
                    RetryContext retry = new(context, number, failed.FailureDetails, elapsed, CancellationToken.None);
                    if (!await handler(retry))
                    {
                        throw;
                    }
                }
                else if (DelayAfter(number, options.Policy!, failed.FailureDetails, elapsed) is { } delay)
                {
                    await context.CreateTimer(delay, CancellationToken.None);
                }
                else
                {
                    throw;
                }
            }
        }
    }

    private static TimeSpan? DelayAfter(int attempt, RetryPolicy policy, TaskFailureDetails failure, TimeSpan elapsed)
    {
        if (attempt >= policy.MaxNumberOfAttempts
            || !Handles(policy, failure)
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout))
        {
            return null;
        }

        double delay = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        bool isLimited = policy.MaxRetryInterval != Timeout.InfiniteTimeSpan;
        return isLimited && delay >= policy.MaxRetryInterval.Ticks ? policy.MaxRetryInterval : TimeSpan.FromTicks((long)delay);
    }

    // A policy that cannot say is not asked again, and the failure that it was asked about is what counts.
    private static bool Handles(RetryPolicy policy, TaskFailureDetails failure)
    {
        try
        {
            return policy.Handles(failure);
        }
#pragma warning disable CA1031 // Whatever a policy throws must not hide the failure.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
