using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Crash;

/// <summary>The app as a process of its own, which is killed without warning and started again on the same state.</summary>
internal sealed class MortalApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tasdir-crash-").FullName;
    private readonly string[] _settings;
    private readonly Lock _gate = new();
    private Process? _process;

    public MortalApp(string connection, string prefix)
    {
        Port = FreePort();
        _settings =
        [
            .. HostedApp.Program, "--port", $"{Port}", "--data", Path.Combine(_folder, "state"),
            "--StoragePrefix", prefix, "--Storage", connection, "--AzureWebJobsStorage", connection,
        ];
    }

    public int Port { get; }

    public string State => Path.Combine(_folder, "state");

    /// <summary>Everything the app's lives printed.</summary>
    public string Log => Path.Combine(_folder, "log.txt");

    public bool IsAlive
    {
        get
        {
            lock (_gate)
            {
                return _process is { HasExited: false };
            }
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            _process?.Dispose();
            ProcessStartInfo start = new("dotnet", _settings) { RedirectStandardOutput = true, RedirectStandardError = true };
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Append(line.Data);
            _process.ErrorDataReceived += (_, line) => Append(line.Data);
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is told.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _process!.Kill();
            _process.WaitForExit();
        }
    }

    public ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            Kill();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Append(string? line)
    {
        lock (_settings)
        {
            File.AppendAllText(Log, line + "\n");
        }
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
