using System.ComponentModel.DataAnnotations;

namespace Tasdir.Inspection;

/// <summary>What looks for malware.</summary>
public enum ScannerKind
{
    /// <summary>Nothing; every file is marked as not scanned.</summary>
    None,

    /// <summary>ClamAV's daemon, asked over a socket.</summary>
    Clamd,

    /// <summary>Microsoft Defender for Storage, which scans by itself what is stored and writes its verdict beside it.</summary>
    Defender,
}

/// <summary>The malware scanner, from configuration section <c>Scanner</c>; checked when the app starts.</summary>
public sealed class ScannerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Scanner";

    /// <summary>What looks for malware; default nothing.</summary>
    [EnumDataType(typeof(ScannerKind))]
    public ScannerKind Kind { get; set; } = ScannerKind.None;

    /// <summary>Where clamd listens: <c>tcp://127.0.0.1:3310</c>, <c>unix:///run/clamav/clamd.ctl</c>. Nothing on the way is encrypted.</summary>
    [Required, RegularExpression(@"tcp://[^/:]+:\d{1,5}|tcp://\[[0-9a-fA-F:]+\]:\d{1,5}|unix:///.+")]
    public string Clamd { get; set; } = "tcp://127.0.0.1:3310";

    /// <summary>Seconds that one scan may take, 1 to 600; default 60.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Bytes that clamd takes, its own setting <c>StreamMaxLength</c>; default 100 MB. A larger file is not sent and not scanned.</summary>
    [Range(1024L, 4L * 1024 * 1024 * 1024)]
    public long MostBytes { get; set; } = 100L * 1024 * 1024;
}
