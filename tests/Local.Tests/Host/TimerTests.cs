using Microsoft.Extensions.DependencyInjection;
using Tasdir.Local.Clock;

namespace Tasdir.Local.Tests.Host;

public sealed class TimerTests
{
    [Fact]
    public async Task Occurrences_that_a_jump_passes_over_are_made_up_for_by_one_late_run()
    {
        await using var host = await TestHost.StartAsync();
        var clock = host.Services.GetRequiredService<MovableClock>();

        clock.MoveTo(clock.GetUtcNow().AddDays(5));

        var entries = await host.Journal.WhenAsync(all => all.Count > 0);
        Assert.Single(entries, entry => entry.Contains("late=True", StringComparison.Ordinal));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, host.Journal.Entries.Count);
        Assert.Contains("06:00 late=False", host.Journal.Entries[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_occurrence_missed_while_the_host_was_down_is_run_at_the_next_start()
    {
        var root = TestHost.NewRoot();
        var first = await TestHost.StartAsync(root);
        await first.AdvanceAsync(TimeSpan.FromDays(1));
        await first.StopAsync();
        var clock = new MovableClock(Path.Combine(root, "state", "clock.json"));
        clock.MoveTo(clock.GetUtcNow().AddDays(3));

        await using var second = await TestHost.StartAsync(root);

        var entries = await second.Journal.WhenAsync(all => all.Count > 0);
        Assert.Contains("late=True", Assert.Single(entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_start_runs_no_timer()
    {
        await using var host = await TestHost.StartAsync();

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(host.Journal.Entries, entry => entry.Contains("late=True", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_is_told_at_the_start()
    {
        var error = await Assert.ThrowsAsync<Local.Host.StartupException>(() =>
            TestHost.StartAsync(settings: ["--SampleSchedule", "every morning"]));

        Assert.Contains("SampleDaily has the schedule \"every morning\"", error.Message, StringComparison.Ordinal);
    }
}
