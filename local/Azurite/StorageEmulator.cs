using System.Diagnostics;
using System.Globalization;
using Tasdir.Local.Host;

namespace Tasdir.Local.Azurite;

/// <summary>A storage emulator (blobs, queues, tables) that runs until it is disposed.</summary>
public sealed class StorageEmulator : IAsyncDisposable
{
    private const int Attempts = 5;
    private const int Services = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int services;

    private StorageEmulator(Process process, StreamWriter log, StoragePorts ports)
    {
        this.process = process;
        this.log = log;
        Ports = ports;
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What to give a storage client.</summary>
    public string ConnectionString => Ports.ConnectionString;

    /// <summary>Where it listens.</summary>
    public StoragePorts Ports { get; }

    /// <summary>Starts an emulator and waits until it answers.</summary>
    /// <param name="folder">Where it keeps its data and its log; created when missing.</param>
    /// <param name="ports">Its ports; null for any free ones.</param>
    /// <param name="keeps">Whether its data outlast it; if not, it holds them in memory, and writes nothing but its log.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="StartupException">Node.js is missing, the packages cannot be brought, or it does not start.</exception>
    public static async Task<StorageEmulator> StartAsync(
        string folder, StoragePorts? ports = null, bool keeps = true, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 1; ; attempt++)
        {
            // A port that was free may be taken before the emulator has it: then others are tried.
            if (await TryStartAsync(folder, ports ?? StoragePorts.Free(), keeps, cancellation) is { } started)
            {
                return started;
            }

            if (ports is not null || attempt == Attempts)
            {
                throw new StartupException($"The storage emulator did not start; {LogPath(folder)} says why.");
            }
        }
    }

    /// <summary>Starts the emulator on the given ports unless one answers there; null when one does.</summary>
    internal static async Task<StorageEmulator?> StartUnlessRunningAsync(string folder, StoragePorts ports, CancellationToken cancellation)
    {
        if (await ports.AnswerAsync(cancellation))
        {
            return null;
        }

        using var turn = await EmulatorPackage.Find().LockAsync("start", cancellation);
        return await ports.AnswerAsync(cancellation)
            ? null
            : await StartAsync(folder, ports, cancellation: cancellation);
    }

    /// <summary>Stops the emulator, which writes what it still holds.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        await log.DisposeAsync();
    }

    private static string LogPath(string folder) => Path.Combine(folder, "azurite.log");

    private static async Task<StorageEmulator?> TryStartAsync(string folder, StoragePorts ports, bool keeps, CancellationToken cancellation)
    {
        var process = await EmulatorPackage.Find().StartAsync(Arguments(folder, ports, keeps), cancellation);
        var log = new StreamWriter(new FileStream(LogPath(folder), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var emulator = new StorageEmulator(process, log, ports);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        await Task.WhenAny(emulator.listening.Task, process.WaitForExitAsync(patience.Token));
        if (emulator.listening.Task.IsCompleted)
        {
            return emulator;
        }

        await emulator.DisposeAsync();
        cancellation.ThrowIfCancellationRequested();
        return null;
    }

    private static string[] Arguments(string folder, StoragePorts ports, bool keeps) =>
    [
        .. keeps ? (string[])["--location", Path.GetFullPath(folder)] : ["--inMemoryPersistence"],
        "--blobPort", ports.Blob.ToString(CultureInfo.InvariantCulture),
        "--queuePort", ports.Queue.ToString(CultureInfo.InvariantCulture),
        "--tablePort", ports.Table.ToString(CultureInfo.InvariantCulture),
        "--silent", "--skipApiVersionCheck", "--disableTelemetry",
    ];

    private void Log(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.WriteLine(line);

            // Its own word for it: on a taken port, somebody else would answer.
            services += line.Contains("successfully listening", StringComparison.Ordinal) ? 1 : 0;
            if (services == Services)
            {
                listening.TrySetResult();
            }
        }
    }
}
