using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tasdir.Local.Host;

/// <summary>
/// Runs the entry point of a built Functions app in this process, on this host. A word on the command line is a command of
/// the app, which is given the settings alone; <c>demo</c> is this host's own.
/// </summary>
internal static class LocalProgram
{
    public static async Task<int> RunAsync(Assembly app, string[] args)
    {
        var folder = Path.GetDirectoryName(app.Location)!;
        LocalHost.Prepare(folder);
        try
        {
            return args switch
            {
                ["demo", .. var switches] => await LiveDemoAsync(app, folder, DemoService.SwitchesFor(switches)),
                ["--help", ..] or [[not '-', ..], ..] => await RunCommandAsync(app, folder, args),
                _ => await ServeAsync(app, folder, args),
            };
        }
        catch (StartupException told)
        {
            return Fail(told.Message);
        }
        catch (OptionsValidationException wrong)
        {
            return Fail($"A setting cannot be used: {string.Join(" ", wrong.Failures)}");
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<StartupException>().FirstOrDefault() is { } first)
        {
            return Fail(first.Message);
        }
    }

    private static async Task<int> ServeAsync(Assembly app, string folder, string[] args, Action<IServiceCollection>? more = null)
    {
        using var watch = HostBuilding.Watch((services, configuration) =>
        {
            LocalHost.Attach(services, configuration, folder, args);
            more?.Invoke(services);
        });
        return await AppAssembly.RunAsync(app, HostSwitches.Read(args).Rest);
    }

    private static async Task<int> RunCommandAsync(Assembly app, string folder, string[] args)
    {
        using var watch = HostBuilding.Watch((_, configuration) => LocalHost.AddSettings(configuration, folder, args));
        return await AppAssembly.RunAsync(app, HostSwitches.Read(args).Rest);
    }

    private static async Task<int> LiveDemoAsync(Assembly app, string folder, string[] args)
    {
        var began = TimeProvider.System.GetTimestamp();
        DemoService.Outcome outcome = new();
        var ended = await ServeAsync(app, folder, args, services => services.AddSingleton(outcome).AddHostedService<DemoService>());
        Console.WriteLine($"  {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        return ended == 0 && outcome.IsGood ? 0 : 1;
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
