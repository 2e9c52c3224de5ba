using System.ComponentModel.DataAnnotations;

namespace Tasdir.Inspection;

/// <summary>
/// How much is looked at in one file before it is refused, from configuration section <c>Inspection</c>; checked when the app
/// starts. The defaults are far above what an exporter brings and within what an instance of 2 GB bears.
/// </summary>
public sealed class InspectionLimits
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Inspection";

    /// <summary>Pages of a PDF, 1 to 5,000; default 500.</summary>
    [Range(1, 5_000)]
    public int Pages { get; set; } = 500;

    /// <summary>Pixels of a picture, 1 million to 200 million; default 60 million, an A3 sheet at 600 dots per inch and more than phones take.</summary>
    [Range(1_000_000, 200_000_000)]
    public long Pixels { get; set; } = 60_000_000;

    /// <summary>Entries of an archive, 1 to 10,000; default 200. A Word or Excel file may have ten times as many parts.</summary>
    [Range(1, 10_000)]
    public int ArchiveEntries { get; set; } = 200;

    /// <summary>Bytes that a file may unpack to with everything in it, 1 MB to 1 GB; default 200 MB.</summary>
    [Range(1_048_576L, 1_073_741_824L)]
    public long UnpackedBytes { get; set; } = 200 * 1_048_576L;

    /// <summary>How many times larger a part may be than it was packed, 10 to 1,000; default 100.</summary>
    [Range(10, 1_000)]
    public int Ratio { get; set; } = 100;

    /// <summary>Unpacked bytes of a part up to which <see cref="Ratio"/> is not asked, 64 kB to 100 MB; default 10 MB: blank pages pack well.</summary>
    [Range(65_536L, 104_857_600L)]
    public long RatioFrom { get; set; } = 10 * 1_048_576L;

    /// <summary>Characters of text that are handed over to be searched, 1,000 to 10 million; default 500,000. What is behind them is not searched.</summary>
    [Range(1_000, 10_000_000)]
    public int TextCharacters { get; set; } = 500_000;

    /// <summary>
    /// Files that an instance looks into at once, 1 to 64; default 4. Each is in memory whole while it is looked into, up to six
    /// times its size: the rest wait their turn.
    /// </summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Seconds in which a file must have been looked at, 1 to 600; default 60. One that takes longer counts as not readable.</summary>
    [Range(1, 600)]
    public int Seconds { get; set; } = 60;
}
