using System.Globalization;
using Tasdir.Local.Tests.Engine;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Tasdir.Local.Tests;

/// <summary>What xunit would generate, and some modes more: processes that a test starts, mostly in order to kill them.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [CountedLoad.Mode, var path] => CountedLoad.RunUntilKilledAsync(path),
        [TortureLoad.Mode, var path, var life] => TortureLoad.LiveAsync(path, int.Parse(life, CultureInfo.InvariantCulture)),
        [FaultLoad.OpenMode, var path] => FaultLoad.OpenAsync(path),
        [FaultLoad.FullMode, var path, var ballast] => FaultLoad.FillAsync(path, ballast),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
