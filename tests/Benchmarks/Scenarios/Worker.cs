using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.BenchmarkApp;
using Tasdir.Local.Engine;
using Tasdir.Local.Host;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>What an app gets of it: the same work through Microsoft's Functions worker over gRPC, each step replayed from its beginning.</summary>
internal static class Worker
{
    private const int Greetings = 1_000;
    private const int Activities = 200;
    private const int Cases = 500;
    private const int Requests = 5_000;
    private const int Regions = 12;

    public static readonly Scenario Scenario = new(
        "worker",
        "through the Functions worker: HelloCities5 x 1,000, 200 sequential activities, 5,000 GETs, the grant case x 500",
        [
            new("HelloCities5", "orchestrations/s", Floor: 400),
            new("sequential", "activities/s"),
            new("GET, one at a time, p50", "ms", LessIsBetter: true),
            new("GET, 32 at once", "requests/s"),
            new("cases", "cases/s"),
        ],
        run => MeasureAsync(run, Greetings, Activities, Requests, Cases),
        run => MeasureAsync(run, 100, 20, 200, 20));

    private static async Task MeasureAsync(Run run, int greetings, int activities, int requests, int cases)
    {
        using IHost app = Build(run.Folder);
        await app.StartAsync();
        DurableEngine engine = app.Services.GetRequiredService<DurableEngine>();

        string[] said = [];
        await run.RateAsync(
            engine, "HelloCities5", greetings, async () => said = await engine.Client.RunAllAsync<string>("HelloCities5", greetings, _ => null), events: greetings * 10);
        Run.Check("greetings", greetings, said.Count(output => output == HelloCities.Said));

        int[] counted = [];
        await run.RateAsync(
            engine, "sequential", activities, async () => counted = await engine.Client.RunAllAsync<int>("Sequence", 1, _ => activities), events: activities * 2);
        Run.Check("the last number", activities, counted[0]);

        await GetAsync(run, engine, app, requests);
        await LiveCasesAsync(run, engine, cases);
        await app.StopAsync();
    }

    private static async Task GetAsync(Run run, DurableEngine engine, IHost app, int requests)
    {
        using HttpClient http = new() { BaseAddress = new Uri(app.Services.GetRequiredService<LocalAddress>().BaseUrl) };
        Samples alone = new();
        for (int i = 0; i < requests / 5; i++)
        {
            await alone.TimeAsync(() => http.GetStringAsync("ping"));
        }

        run.Tell("GET, one at a time, p50", alone.Percentile(0.5));
        int left = requests;
        await run.RateAsync(engine, "GET, 32 at once", requests, () => Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                Run.Check("the answer", "/ping", await http.GetStringAsync("ping"));
            }
        })), events: 0);
    }

    private static async Task LiveCasesAsync(Run run, DurableEngine engine, int cases)
    {
        using CancellationTokenSource over = new();
        Task people = Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            () => GrantCase.AnswerAsync(GrantCases.Asked.Reader, engine.Client, over.Token))));
        int[] numbers = [];
        await run.RateAsync(
            engine, "cases", cases, async () => numbers = await engine.Client.RunAllAsync<int>("Case", cases, number => number % Regions), events: cases * 39);
        await over.CancelAsync();
        await people.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Run.Check("different case numbers", cases, numbers.Distinct().Count());
    }

    // The worker looks for the app's start-up classes in the program that was started, and for its routes beside it.
    private static IHost Build(string folder)
    {
        Assembly? program = Assembly.GetEntryAssembly();
        Assembly.SetEntryAssembly(typeof(BenchmarkApp.Program).Assembly);
        string root = Directory.CreateDirectory(Path.Combine(folder, "app")).FullName;
        File.WriteAllText(Path.Combine(root, "host.json"), HostJson);
        try
        {
            LocalHost.Prepare(AppContext.BaseDirectory);
            string[] args = ["--port", "0", "--data", Path.Combine(folder, "state")];
            return BenchmarkApp.Program.Build(args, builder => LocalHost.Attach(
                builder.Services, builder.Configuration, AppContext.BaseDirectory, args, root, NullLoggerFactory.Instance));
        }
        finally
        {
            Assembly.SetEntryAssembly(program);
        }
    }

    // The default concurrency of the engine's own rows.
    private const string HostJson = """
        { "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }
        """;
}
