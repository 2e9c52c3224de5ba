using System.ComponentModel.DataAnnotations;

namespace Tasdir.Functions.Documents;

/// <summary>Limits of uploads, from configuration section <c>Uploads</c>; checked when the app starts.</summary>
public sealed class UploadOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Uploads";

    /// <summary>Bytes that a document may have, 1 kB to 95 MB; default 25 MB. The platform itself takes no request over 100 MB.</summary>
    [Range(1024, 95 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>Bytes of a block, 64 kB to 8 MB; default 1 MB: no more is sent again when a line drops, and held for each sender.</summary>
    [Range(64 * 1024, 8 * 1024 * 1024)]
    public int BlockBytes { get; set; } = 1024 * 1024;

    /// <summary>Hours in which an upload is to be finished, 1 to 144; default 48. The storage removes what is older than seven days.</summary>
    [Range(1, 144)]
    public int HoursToFinish { get; set; } = 48;

    /// <summary>Whether a file may be sent straight to the storage, past the app; default no.</summary>
    public bool Direct { get; set; }

    /// <summary>Minutes for which such an address is good, 5 to 720; default 60.</summary>
    [Range(5, 720)]
    public int DirectMinutes { get; set; } = 60;
}
