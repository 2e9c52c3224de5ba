using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Tasdir.TestKit.Files;

/// <summary>An entry of a ZIP, true or not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What it holds.</param>
/// <param name="ClaimedBytes">The size that it claims; null for the true one.</param>
/// <param name="UnixMode">Kind and rights of the file.</param>
/// <param name="Flags">Flags beside that of a name in UTF-8; 1 for a password.</param>
public sealed record RawZipEntry(string Name, byte[] Content, uint? ClaimedBytes = null, int UnixMode = 0x81A4, int Flags = 0);

/// <summary>ZIP archives put together record by record, right and wrong ones.</summary>
public static class RawZip
{
    private const int Unix = 3;

    /// <summary>An archive of these entries, each deflated.</summary>
    public static byte[] Write(params IReadOnlyList<RawZipEntry> entries)
    {
        using MemoryStream file = new();
        using MemoryStream directory = new();
        using BinaryWriter local = new(file);
        using BinaryWriter central = new(directory);
        foreach (RawZipEntry entry in entries)
        {
            uint start = (uint)file.Position;
            byte[] name = Encoding.UTF8.GetBytes(entry.Name);
            byte[] packed = Deflate(entry.Content);
            local.Write("PK\u0003\u0004"u8);
            Common(local, entry, name, packed);
            local.Write(name);
            local.Write(packed);
            central.Write("PK\u0001\u0002"u8);
            central.Write((ushort)((Unix << 8) | 20));
            Common(central, entry, name, packed);
            central.Write(new byte[6]);
            central.Write((uint)entry.UnixMode << 16);
            central.Write(start);
            central.Write(name);
        }

        uint at = (uint)file.Position;
        local.Write(directory.ToArray());
        local.Write("PK\u0005\u0006\0\0\0\0"u8);
        local.Write((ushort)entries.Count);
        local.Write((ushort)entries.Count);
        local.Write((uint)directory.Length);
        local.Write(at);
        local.Write((ushort)0);
        return file.ToArray();
    }

    // Version, flags, method, time, checksum, sizes, lengths: the same in both records.
    private static void Common(BinaryWriter record, RawZipEntry entry, byte[] name, byte[] packed)
    {
        const int Utf8 = 1 << 11;
        record.Write((ushort)20);
        record.Write((ushort)(Utf8 | entry.Flags));
        record.Write((ushort)8);
        record.Write(0x21_0000u);
        record.Write(Crc32.HashToUInt32(entry.Content));
        record.Write((uint)packed.Length);
        record.Write(entry.ClaimedBytes ?? (uint)entry.Content.Length);
        record.Write((ushort)name.Length);
        record.Write((ushort)0);
    }

    private static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}
