using System.Diagnostics;
using System.Net.Sockets;

namespace Tasdir.TestKit.Files;

/// <summary>ClamAV's daemon with a single signature, that of the test file, started by the first test that needs it.</summary>
public sealed class Clamd : IAsyncDisposable
{
    /// <summary>How to get the daemon, where it is not there.</summary>
    public const string NotThere = "clamd is not there: apt-get install clamav-daemon, or run ./test as root, which does it.";

    /// <summary>Bytes that this one takes.</summary>
    public const int MostBytes = 1_048_576;

    private static readonly string[] s_places = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tasdir-clamd-").FullName;
    private readonly Lazy<Task<Process>> _process;

    /// <summary>Prepares it.</summary>
    public Clamd() => _process = new(RunAsync);

    /// <summary>Whether it can be started here.</summary>
    public static bool IsThere => Program is not null;

    private static string? Program => s_places.FirstOrDefault(File.Exists);

    /// <summary>The address of the daemon, whether it has been started or not.</summary>
    public string Address => "unix://" + SocketPath;

    private string SocketPath => Path.Combine(_folder, "clamd.ctl");

    /// <summary>The address of the daemon, which answers.</summary>
    public async Task<string> StartAsync()
    {
        await _process.Value;
        return Address;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated)
        {
            using Process process = await _process.Value;
            process.Kill();
            await process.WaitForExitAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Process> RunAsync()
    {
        string signatures = Directory.CreateDirectory(Path.Combine(_folder, "signatures")).FullName;
        await File.WriteAllTextAsync(Path.Combine(signatures, "eicar.ndb"), $"Eicar-Test-Signature:0:*:{Convert.ToHexStringLower(SampleContent.Eicar.Content)}\n");
        string settings = Path.Combine(_folder, "clamd.conf");
        await File.WriteAllTextAsync(settings, $"""
            Foreground yes
            LocalSocket {SocketPath}
            DatabaseDirectory {signatures}
            TemporaryDirectory {_folder}
            LogFile {_folder}/clamd.log
            StreamMaxLength {MostBytes}
            """ + "\n");
        Process process = Process.Start(new ProcessStartInfo(Program!, ["--config-file", settings]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (!await AnswersAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("clamd did not start: " + await process.StandardError.ReadToEndAsync());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return process;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
            await socket.SendAsync("zPING\0"u8.ToArray());
            byte[] reply = new byte[16];
            return await socket.ReceiveAsync(reply) > 0 && reply.AsSpan().StartsWith("PONG"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
