using System.Globalization;
using Microsoft.DurableTask;

namespace Tasdir.Local.Tests.Contracts;

public sealed class FailureTests
{
    [Fact]
    public void A_failure_is_caused_by_the_type_of_its_exception_and_by_every_base_of_it()
    {
        var failure = TaskFailureDetails.FromException(new Odd("odd"));

        Assert.True(failure.IsCausedBy<Odd>());
        Assert.True(failure.IsCausedBy<FormatException>());
        Assert.True(failure.IsCausedBy<Exception>());
        Assert.False(failure.IsCausedBy<ArgumentException>());
        Assert.False((failure with { ErrorType = "Gone.Long.Ago" }).IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => failure.IsCausedBy(typeof(string)));
    }

    [Fact]
    public void A_failure_has_the_failures_inside_it()
    {
        var failure = TaskFailureDetails.FromException(new InvalidOperationException("outer", new Odd("inner")));

        Assert.Equal("System.InvalidOperationException: outer", failure.ToString());
        Assert.Equal((typeof(Odd).ToString(), "inner", null), (failure.InnerFailure!.ErrorType, failure.InnerFailure.ErrorMessage, failure.InnerFailure.InnerFailure));
    }

    [Fact]
    public void A_failed_task_tells_its_name_its_number_and_the_message_of_what_failed()
    {
        var inner = TaskFailureDetails.FromException(new Odd("odd"));
        var failed = new TaskFailedException("Pay", 3, inner);

        Assert.Equal("Task 'Pay' (#3) failed with an unhandled exception: odd", failed.Message);
        Assert.Same(inner, TaskFailureDetails.FromException(failed).InnerFailure);
        Assert.Equal("Task 'Pay' (#3) failed with an unhandled exception: odd", new TaskFailedException("Pay", 3, new Odd("odd")).Message);
    }

    [Fact]
    public void What_is_told_of_an_exception_is_kept_in_plain_values_also_for_those_inside()
    {
        var failure = TaskFailureDetails.FromException(
            new InvalidOperationException("outer", new Odd("inner")),
            exception => new Dictionary<string, object?>
            {
                ["message"] = exception.Message,
                ["number"] = 3,
                ["list"] = new object?[] { 1L, "x", null },
                ["culture"] = CultureInfo.InvariantCulture.CompareInfo,
            });

        Assert.Equal("outer", failure.Properties!["message"]);
        Assert.Equal(3.0, failure.Properties["number"]);
        Assert.Equal([1.0, "x", null], (List<object?>)failure.Properties["list"]!);
        Assert.IsType<string>(failure.Properties["culture"]);
        Assert.Equal("inner", failure.InnerFailure!.Properties!["message"]);
    }

    [Fact]
    public void A_retry_policy_asks_its_filter_and_refuses_numbers_that_make_no_sense()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.IsCausedBy<FormatException>() };

        Assert.True(policy.Handles(TaskFailureDetails.FromException(new Odd("odd"))));
        Assert.False(policy.Handles(TaskFailureDetails.FromException(new ArgumentException("no"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(2), maxRetryInterval: TimeSpan.FromSeconds(1)));
    }

    private sealed class Odd(string message) : FormatException(message);
}
