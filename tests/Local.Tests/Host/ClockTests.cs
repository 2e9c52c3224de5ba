using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tasdir.Local.Clock;

namespace Tasdir.Local.Tests.Host;

public sealed class ClockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tasdir-clock-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_offset_outlives_the_clock()
    {
        var path = Path.Combine(folder, "clock.json");
        new MovableClock(path).MoveTo(TimeProvider.System.GetUtcNow().AddDays(60));

        Assert.InRange(new MovableClock(path).Offset, TimeSpan.FromDays(59.99), TimeSpan.FromDays(60));
    }

    [Fact]
    public void A_past_instant_does_not_move_the_clock()
    {
        var clock = new MovableClock(Path.Combine(folder, "clock.json"));

        clock.MoveTo(clock.GetUtcNow().AddHours(-1));

        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    [Fact]
    public async Task A_timer_fires_when_the_clock_is_moved_past_it_and_not_before()
    {
        var clock = new MovableClock(Path.Combine(folder, "clock.json"));
        var delay = Task.Delay(TimeSpan.FromDays(40), clock, Cancellation);

        clock.MoveTo(clock.GetUtcNow().AddDays(39));
        Assert.False(delay.IsCompleted);
        clock.MoveTo(clock.GetUtcNow().AddDays(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_timer_fires_in_real_time_too()
    {
        var clock = new MovableClock(Path.Combine(folder, "clock.json"));
        var begun = Stopwatch.StartNew();

        await Task.Delay(TimeSpan.FromMilliseconds(50), clock, Cancellation);

        Assert.InRange(begun.Elapsed, TimeSpan.FromMilliseconds(49), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_stopped_timer_stays_silent_when_the_clock_moves()
    {
        var clock = new MovableClock(Path.Combine(folder, "clock.json"));
        var fired = 0;
        var stopped = clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await stopped.DisposeAsync();
        var reached = Task.Delay(TimeSpan.FromHours(1), clock, Cancellation);

        clock.MoveTo(clock.GetUtcNow().AddHours(2));
        await reached.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task Sixty_days_stop_at_every_timer_in_order()
    {
        await using var host = await TestHost.StartAsync();
        var before = (await ReadAsync(host)).GetProperty("now").GetDateTimeOffset();

        var after = await host.AdvanceAsync(TimeSpan.FromDays(60));

        Assert.InRange(after - before, TimeSpan.FromDays(60), TimeSpan.FromDays(60.01));
        var first = before.UtcDateTime.TimeOfDay < TimeSpan.FromHours(6) ? before.UtcDateTime.Date : before.UtcDateTime.Date.AddDays(1);
        var expected = Enumerable.Range(0, 60).Select(day => $"daily {first.AddDays(day):yyyy-MM-dd} 06:00 late=False last={LastBefore(first, day)}");
        Assert.Equal(expected, host.Journal.Entries);
    }

    [Theory]
    [InlineData("""{"advance":"-1.00:00:00"}""")]
    [InlineData("""{"to":"2001-01-01T00:00:00Z"}""")]
    [InlineData("""{"advance":"tomorrow"}""")]
    [InlineData("""{}""")]
    [InlineData("no json")]
    public async Task A_move_that_makes_no_sense_is_refused_with_a_problem(string body)
    {
        await using var host = await TestHost.StartAsync();

        var answer = await host.Client.PostAsync("/local/clock", new StringContent(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.Zero, (await ReadAsync(host)).GetProperty("offset").Deserialize<TimeSpan>());
    }

    [Fact]
    public async Task The_clock_can_be_moved_to_an_instant_and_keeps_it_over_a_restart()
    {
        var root = TestHost.NewRoot();
        var target = TimeProvider.System.GetUtcNow().AddDays(3);
        var first = await TestHost.StartAsync(root);
        (await first.Client.PostAsJsonAsync("/local/clock", new { to = target }, Cancellation)).EnsureSuccessStatusCode();
        await first.StopAsync();

        await using var second = await TestHost.StartAsync(root);

        Assert.InRange((await ReadAsync(second)).GetProperty("now").GetDateTimeOffset(), target, target.AddMinutes(1));
    }

    [Fact]
    public async Task A_test_may_put_its_own_clock_in()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 5, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));

        Assert.Equal(clock.GetUtcNow(), (await ReadAsync(host)).GetProperty("now").GetDateTimeOffset());
        clock.Advance(TimeSpan.FromHours(6));

        await host.Journal.WhenAsync(entries => entries is ["daily 2030-05-01 06:00 late=False last=0001-01-01"]);
    }

    private static string LastBefore(DateTime first, int day) => day == 0 ? "0001-01-01" : $"{first.AddDays(day - 1):yyyy-MM-dd}";

    private static Task<JsonElement> ReadAsync(TestHost host) => host.Client.GetFromJsonAsync<JsonElement>("/local/clock", Cancellation);
}
