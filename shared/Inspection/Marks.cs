namespace Tasdir.Inspection;

/// <summary>The bytes by which formats are known.</summary>
internal static class Marks
{
    public static ReadOnlySpan<byte> Pdf => "%PDF-"u8;

    public static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    public static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What stands before an entry of a ZIP.</summary>
    public static ReadOnlySpan<byte> ZipEntry => "PK\x03\x04"u8;

    /// <summary>What stands before an entry of a ZIP's directory.</summary>
    public static ReadOnlySpan<byte> ZipDirectory => "PK\x01\x02"u8;

    /// <summary>What a ZIP ends with, and an empty one begins with.</summary>
    public static ReadOnlySpan<byte> ZipEnd => "PK\x05\x06"u8;

    /// <summary>What points to the end record of a ZIP with 64-bit numbers.</summary>
    public static ReadOnlySpan<byte> Zip64Locator => "PK\x06\x07"u8;

    /// <summary>Microsoft's compound file: Office before 2007, and a Word or Excel file that is locked with a password.</summary>
    public static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The name, as a compound file writes it, of what a password locks.</summary>
    public static ReadOnlySpan<byte> EncryptedPackage =>
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    /// <summary>Whether a file is a Word or Excel file that is locked with a password.</summary>
    public static bool IsLockedOffice(ReadOnlySpan<byte> content) =>
        content.StartsWith(Compound) && content.IndexOf(EncryptedPackage) >= 0;
}
