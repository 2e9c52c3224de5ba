namespace Tasdir.Inspection.Archives;

/// <summary>An entry of a ZIP as its directory has it (APPNOTE 4.3.12).</summary>
/// <param name="Number">Its place in the directory, from 1.</param>
/// <param name="Name">Its name, with folders.</param>
/// <param name="IsEncrypted">Whether a password locks it.</param>
/// <param name="Method">How it is packed: 0 not at all, 8 deflated.</param>
/// <param name="Crc">The checksum of its content.</param>
/// <param name="Start">Where its local header begins.</param>
/// <param name="PackedBytes">Its size as it is packed.</param>
/// <param name="Bytes">Its size as it claims to be.</param>
/// <param name="UnixMode">Kind and rights of the file on Unix; 0 from other systems.</param>
internal sealed record ZipEntry(int Number, string Name, bool IsEncrypted, int Method, uint Crc, long Start, long PackedBytes, long Bytes, int UnixMode)
{
    private const int KindOfFile = 0xF000;
    private const int Link = 0xA000;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Whether unpacking it could write or point outside the folder it is unpacked to.</summary>
    public bool LeadsOut =>
        (UnixMode & KindOfFile) == Link
        || Name.Length == 0
        || Name.StartsWith('/')
        || Name.Any(c => c is '\\' or ':' or '\0' || char.IsControl(c))
        || Name.Split('/').Contains("..");
}
