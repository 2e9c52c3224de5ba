using Tasdir.Benchmarks;
using Tasdir.Benchmarks.Scenarios;

// A part of B9 that runs in a process of its own, to be killed.
if (args is [WaitingChild.Mode, ..])
{
    return await WaitingChild.RunAsync(args[1..]);
}

// The app that the uploads go to.
if (args is [UploadsApp.Mode, ..])
{
    return await UploadsApp.RunAsync(args[1..]);
}

Arguments? arguments = Arguments.Read(args);
Scenario[] known = [HelloCities.B1, Sequence.B2, FanOut.B3, CounterSignals.B4, Bank.B5, ExternalEvents.B6, Latency.B7, GrantCase.B8, WaitingCases.B9, Idle.Scenario, Worker.Scenario, Decisions.Scenario, Checks.Scenario, NationalSession.Of(arguments?.Cases), Uploads.Of(arguments?.Megabytes)];
if (arguments is null || arguments.Names.FirstOrDefault(name => name is not ("B0" or "all") && known.All(scenario => scenario.Id != name)) is not null)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}

Directory.CreateDirectory(arguments.Folder);
Console.WriteLine(Machine.Describe());
string fileSystem = Machine.FileSystem(arguments.Folder);
Console.WriteLine($"histories in {arguments.Folder} ({fileSystem})");
if (fileSystem is "tmpfs" or "ramfs")
{
    Console.WriteLine("That is memory and no disk: nothing here is durable, and the figures count for nothing. Give another --folder.");
}

Report report = new();
try
{
    await MeasureAsync(StorageProbe.B0);
    foreach (Scenario scenario in known.Where(scenario => arguments.Names.Any(name => name == "all" || name == scenario.Id)))
    {
        await MeasureAsync(scenario);
    }
}
catch (WrongResultException wrong)
{
    await Console.Error.WriteLineAsync($"Something was lost or happened twice. {wrong.Message}");
    return 1;
}
finally
{
    report.Print();
}

return 0;

async Task MeasureAsync(Scenario scenario)
{
    int runs = arguments.Runs ?? scenario.Runs ?? 5;
    Console.WriteLine();
    Console.WriteLine($"{scenario.Id}: {scenario.What}");
    if (scenario.WarmUp is { } warmUp)
    {
        await using Run run = new(Directory.CreateDirectory(Path.Combine(arguments.Folder, Guid.NewGuid().ToString("N"))).FullName, silent: true);
        await warmUp(run);
    }

    List<Dictionary<string, double>> figures = [];
    for (int number = 1; number <= runs; number++)
    {
        Console.WriteLine($"  run {number} (load {Machine.Load()})");
        await using Run run = new(Directory.CreateDirectory(Path.Combine(arguments.Folder, Guid.NewGuid().ToString("N"))).FullName, silent: false);
        await scenario.Measured(run);
        figures.Add(run.Figures);
    }

    report.Add(scenario, figures);
}
