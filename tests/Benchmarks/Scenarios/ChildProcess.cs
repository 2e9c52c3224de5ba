using System.Diagnostics;
using System.Globalization;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>A process that this one has started, and kills in the end; it tells names and numbers.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    /// <summary>Starts a part of this program.</summary>
    /// <param name="mode">Which part.</param>
    /// <param name="arguments">What it is to do.</param>
    public ChildProcess(string mode, params string[] arguments)
    {
        Started = Stopwatch.StartNew();
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), mode, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public Stopwatch Started { get; }

    /// <summary>The number of this name, read past all others.</summary>
    public async Task<double> HearAsync(string name)
    {
        using CancellationTokenSource patience = new(s_patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith($"{name} ", StringComparison.Ordinal))
            {
                return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
            }
        }

        throw new WrongResultException($"The process ended without telling '{name}'.");
    }

    /// <summary>Asks for something, to be heard next.</summary>
    public async Task AskAsync(string what)
    {
        await _process.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>SIGKILL: nothing of it gets to tidy up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    // Started by `dotnet x.dll`, the process is dotnet's.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
}
