using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Tasdir.Benchmarks;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB; "
        + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC; "
        + $"load {Load()}");

    /// <summary>Work that waits for a processor, averaged over 1, 5 and 15 minutes: others who measure at the same time.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    /// <summary>The file system of a folder.</summary>
    public static string FileSystem(string folder) => DriveInfo.GetDrives()
        .Where(drive => Path.GetFullPath(folder).StartsWith(drive.Name, StringComparison.Ordinal))
        .MaxBy(drive => drive.Name.Length)?.DriveFormat ?? "unknown";

    /// <summary>What this process has sent to the disk; 0 where the system does not tell.</summary>
    public static long BytesWritten() => Io("write_bytes");

    private static long Io(string counter) => File.Exists("/proc/self/io")
        && File.ReadLines("/proc/self/io").FirstOrDefault(line => line.StartsWith($"{counter}:", StringComparison.Ordinal)) is { } found
        ? long.Parse(found[(counter.Length + 1)..], CultureInfo.InvariantCulture)
        : 0;

    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
        ? model[(model.IndexOf(':', StringComparison.Ordinal) + 2)..]
        : RuntimeInformation.ProcessArchitecture.ToString();
}
