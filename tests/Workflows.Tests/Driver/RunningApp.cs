using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Local.Clock;
using Tasdir.TestKit;

[assembly: AssemblyFixture(typeof(EmulatedStorage))]

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>The whole app, shared by the tests of a class.</summary>
public sealed class RunningApp(EmulatedStorage storage) : IAsyncLifetime
{
    /// <summary>The app.</summary>
    public TestApp App { get; private set; } = null!;

    /// <summary>
    /// Starts an app on the spring morning that comes next, so that what a test sees does not depend on the day on which it
    /// runs. The daily digest and the daily reviews are off: with them, every day that passes costs twice the time.
    /// </summary>
    internal static Task<TestApp> StartAsync(EmulatedStorage storage, params string[] settings) => StartAsync(storage, configure: null, settings);

    /// <inheritdoc cref="StartAsync(EmulatedStorage, string[])"/>
    internal static async Task<TestApp> StartAsync(EmulatedStorage storage, Action<FunctionsApplicationBuilder>? configure, params string[] settings)
    {
        TestApp app = await TestApp.StartAsync(
            await storage.StartAsync(), configure, ["--AzureWebJobs.SendDigests.Disabled", "true", "--AzureWebJobs.ReviewDueDates.Disabled", "true",
            "--AzureWebJobs.ReviewRetention.Disabled", "true", "--AzureWebJobs.ReviewRenewals.Disabled", "true",
            "--AzureWebJobs.ReviewSeating.Disabled", "true", .. settings]);
        MovableClock clock = app.Services.GetRequiredService<MovableClock>();
        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow()), spring = new(today.Year, 4, 5);
        spring = WorkingCalendar.Default.NextWorkingDay(spring > today ? spring : spring.AddYears(1));
        clock.MoveTo(WorkingCalendar.Default.At(spring, new TimeOnly(10, 0)));
        await app.SettleAsync();
        return app;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => App = await StartAsync(storage);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
