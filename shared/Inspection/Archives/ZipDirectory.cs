using System.Buffers.Binary;
using System.Text;

namespace Tasdir.Inspection.Archives;

/// <summary>
/// The directory of a ZIP, read by itself: the base library believes an entry's declared size and does not show where it lies,
/// so that what others would unpack could not be measured.
/// </summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int EntryBytes = 46;
    private const int LocatorBytes = 20;
    private const int Unix = 3;

    // A reader looks for the end in so many last bytes: the record and its longest comment.
    private const int LongestTail = EndBytes + ushort.MaxValue;

    /// <summary>The entries, in the order of the directory.</summary>
    /// <exception cref="InvalidDataException">It is no ZIP, or damaged.</exception>
    public static IReadOnlyList<ZipEntry> Read(ReadOnlySpan<byte> content)
    {
        try
        {
            int end = EndOf(content) ?? throw new InvalidDataException("The archive has no end record.");
            (int start, int count) = Place(content, end);
            List<ZipEntry> entries = [];
            for (int at = start; entries.Count < count;)
            {
                ReadOnlySpan<byte> entry = content[at..end];
                if (!entry.StartsWith(Marks.ZipDirectory))
                {
                    throw new InvalidDataException("The archive's directory ends early.");
                }

                int name = Short(entry[28..]), extra = Short(entry[30..]), comment = Short(entry[32..]);
                entries.Add(Entry(entries.Count + 1, entry, entry.Slice(EntryBytes, name), entry.Slice(EntryBytes + name, extra)));
                at += EntryBytes + name + extra + comment;
            }

            return entries;
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The archive's directory is damaged.", fault);
        }
    }

    /// <summary>Where the end record stands: the last that has a directory before it, as it says, or none to have; null without one.</summary>
    public static int? EndOf(ReadOnlySpan<byte> content)
    {
        int from = Math.Max(0, content.Length - LongestTail);
        for (int at = content[from..].LastIndexOf(Marks.ZipEnd); at >= 0; at = content[from..(from + at)].LastIndexOf(Marks.ZipEnd))
        {
            if (from + at + EndBytes <= content.Length && IsEnd(content, from + at))
            {
                return from + at;
            }
        }

        return null;
    }

    /// <summary>Whether something stands before the archive, so that its offsets are those of another beginning.</summary>
    public static bool IsShifted(ReadOnlySpan<byte> content, int end) =>
        !IsWide(content, end) && (long)Long(content[(end + 12)..]) + Long(content[(end + 16)..]) != end;

    private static bool IsEnd(ReadOnlySpan<byte> content, int end)
    {
        uint size = Long(content[(end + 12)..]);
        return IsWide(content, end)
            || (size == 0 && end == 0)
            || (size > 0 && size <= end && content[(int)(end - size)..].StartsWith(Marks.ZipDirectory));
    }

    private static bool IsWide(ReadOnlySpan<byte> content, int end) =>
        end >= LocatorBytes && content[(end - LocatorBytes)..].StartsWith(Marks.Zip64Locator);

    private static (int Start, int Count) Place(ReadOnlySpan<byte> content, int end)
    {
        if (!IsWide(content, end))
        {
            return (checked((int)(end - Long(content[(end + 12)..]))), Short(content[(end + 10)..]));
        }

        ReadOnlySpan<byte> record = content[checked((int)Wide(content[(end - LocatorBytes + 8)..]))..];
        return (checked((int)Wide(record[48..])), checked((int)Wide(record[32..])));
    }

    private static ZipEntry Entry(int number, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra)
    {
        const int Encrypted = 1;
        const int Utf8 = 1 << 11;
        int flags = Short(entry[8..]);
        uint bytes = Long(entry[24..]), packed = Long(entry[20..]), start = Long(entry[42..]);
        ReadOnlySpan<byte> wide = Wider(extra);
        return new ZipEntry(
            number,
            ((flags & Utf8) != 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(name),
            (flags & Encrypted) != 0,
            Short(entry[10..]),
            Long(entry[16..]),
            Bytes: Number(bytes, ref wide),
            PackedBytes: Number(packed, ref wide),
            Start: Number(start, ref wide),
            UnixMode: entry[5] == Unix ? (int)(Long(entry[38..]) >> 16) : 0);
    }

    // The extra field 1 has, in this order, the numbers that did not fit.
    private static ReadOnlySpan<byte> Wider(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = Short(extra[2..]);
            if (Short(extra) == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra[Math.Min(extra.Length, 4 + length)..];
        }

        return [];
    }

    private static long Number(uint number, ref ReadOnlySpan<byte> wide)
    {
        if (number != uint.MaxValue)
        {
            return number;
        }

        long wider = Wide(wide);
        wide = wide[8..];
        return wider;
    }

    private static int Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long Wide(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
