using System.Diagnostics;

namespace Tasdir.Local.Tests.Engine;

/// <summary>This program in a process of its own, in one of its modes. It ends by itself when its standard input does.</summary>
internal static class ChildProcess
{
    public static Process Start(params string[] arguments) => Start(new ProcessStartInfo(), arguments);

    /// <summary>Starts it by a shell that first does something to itself, like setting a limit.</summary>
    public static Process StartAfter(string shellCommand, params string[] arguments)
    {
        var (program, first) = Program();
        string[] command = [program, .. first, .. arguments];
        return Start(new ProcessStartInfo("/bin/sh"), ["-c", $"{shellCommand}; exec \"$@\"", "sh", .. command]);
    }

    private static Process Start(ProcessStartInfo info, string[] arguments)
    {
        if (info.FileName.Length == 0)
        {
            var (program, first) = Program();
            info.FileName = program;
            arguments = [.. first, .. arguments];
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        // It lives for a moment: no time to find out what to optimise.
        info.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(info)!;
    }

    // The program beside its assembly, which starts faster than dotnet with the assembly; either where there is no other.
    private static (string Program, string[] First) Program()
    {
        var assembly = typeof(ChildProcess).Assembly.Location;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program) ? (program, []) : ("dotnet", [assembly]);
    }
}
