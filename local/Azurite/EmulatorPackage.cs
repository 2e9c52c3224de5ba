using System.ComponentModel;
using System.Diagnostics;
using Tasdir.Local.Host;

namespace Tasdir.Local.Azurite;

/// <summary>The folder with the emulator's package list; brings the packages when they are missing or older than the list.</summary>
internal sealed class EmulatorPackage(string folder)
{
    private static readonly TimeSpan LockPolling = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the package list and the start script stand.</summary>
    public string Folder => folder;

    /// <summary>The package folder of the clone that this program was built in.</summary>
    /// <exception cref="StartupException">The program does not run from a clone.</exception>
    public static EmulatorPackage Find()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Combine(at, "local", "Azurite") is var folder && File.Exists(Path.Combine(folder, "start.cjs")))
            {
                return new EmulatorPackage(folder);
            }
        }

        throw new StartupException(
            "The storage emulator is started from a clone only: start one yourself, or give a storage connection string in the setting Storage.");
    }

    /// <summary>Starts the emulator; it runs until its standard input is closed.</summary>
    public async Task<Process> StartAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using (await LockAsync("install", cancellation))
        {
            if (!IsInstalled())
            {
                await InstallAsync(cancellation);
            }
        }

        return Run("node", [Path.Combine(folder, "start.cjs"), .. arguments]);
    }

    /// <summary>Waits until no other process on this machine holds the lock of that name; released by disposing.</summary>
    public async Task<IDisposable> LockAsync(string name, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "obj", name + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPolling, TimeProvider.System, cancellation);
            }
        }
    }

    private bool IsInstalled()
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private async Task InstallAsync(CancellationToken cancellation)
    {
        Console.WriteLine("Bringing the storage emulator's packages (npm ci, once)…");
        using var npm = Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = await npm.StandardError.ReadToEndAsync(cancellation);
        await output;
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
        {
            throw new StartupException($"npm ci in {folder} failed: {errors.Trim()}");
        }

        File.SetLastWriteTimeUtc(Path.Combine(folder, "node_modules", ".package-lock.json"), DateTime.UtcNow);
    }

    private Process Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new StartupException(
                $"The storage emulator needs Node.js with npm, and {program} was not found: install Node.js 20 or later, or start Azurite yourself.", e);
        }
    }
}
