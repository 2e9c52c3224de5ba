using System.Diagnostics;

namespace Tasdir.Local.Tests.Engine;

/// <summary>This program in a process of its own, in one of its modes. It ends by itself when its standard input does.</summary>
internal static class ChildProcess
{
    public static Process Start(params string[] arguments)
    {
        var command = Command(arguments);
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It lives for a moment: no time to find out what to optimise.
        info.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(info)!;
    }

    /// <summary>What a command line has to say to start it.</summary>
    public static string[] Command(params string[] arguments)
    {
        // The program beside its assembly starts faster than dotnet with the assembly, where it is there.
        var assembly = typeof(ChildProcess).Assembly.Location;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program) ? [program, .. arguments] : ["dotnet", assembly, .. arguments];
    }
}
