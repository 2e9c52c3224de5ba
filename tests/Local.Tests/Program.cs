using Tasdir.Local.Tests.Engine;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Tasdir.Local.Tests;

/// <summary>What xunit would generate, and one mode more: a process that a test starts in order to kill it.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [CountedLoad.Mode, var path] => CountedLoad.RunUntilKilledAsync(path),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
