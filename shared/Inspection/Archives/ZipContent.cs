using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Tasdir.Domain.Documents;

namespace Tasdir.Inspection.Archives;

/// <summary>What an entry of a ZIP holds.</summary>
internal static class ZipContent
{
    private const int HeaderBytes = 30;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <summary>Unpacks an entry to its real end, whatever size it claims, and holds it to its checksum.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or packed in a way that is not read.</exception>
    public static byte[] Unpack(byte[] archive, ZipEntry entry, Allowance allowance)
    {
        if (entry.IsEncrypted)
        {
            throw new FoundException(FindingCode.Encrypted);
        }

        int start = DataOf(archive, entry);
        using MemoryStream packed = new(archive, start, checked((int)entry.PackedBytes), writable: false);
        using Stream reader = entry.Method switch
        {
            Stored => packed,
            Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new InvalidDataException("The entry is packed in a way that is not read."),
        };
        byte[] content = Read(reader, entry.PackedBytes, allowance);
        return content.Length == entry.Bytes && Crc32.HashToUInt32(content) == entry.Crc
            ? content
            : throw new InvalidDataException("The entry is not what the directory says.");
    }

    private static int DataOf(byte[] archive, ZipEntry entry)
    {
        if (entry.Start < 0 || entry.PackedBytes < 0 || entry.Start + HeaderBytes > archive.Length)
        {
            throw new InvalidDataException("The entry begins outside the archive.");
        }

        ReadOnlySpan<byte> header = archive.AsSpan((int)entry.Start);
        long data = entry.Start + HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return header.StartsWith(Marks.ZipEntry) && data + entry.PackedBytes <= archive.Length
            ? (int)data
            : throw new InvalidDataException("The entry is not where the directory says.");
    }

    private static byte[] Read(Stream reader, long packed, Allowance allowance)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[81_920];
        for (int read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            content.Write(buffer, 0, read);
            allowance.Unpacked(packed, content.Length, read);
        }

        return content.ToArray();
    }
}
