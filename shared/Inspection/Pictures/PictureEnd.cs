using System.Buffers.Binary;

namespace Tasdir.Inspection.Pictures;

/// <summary>Where a picture ends, as its own blocks say: what is behind it belongs to nobody.</summary>
internal static class PictureEnd
{
    /// <summary>The byte behind the block IEND of a PNG; null where no block says so.</summary>
    public static int? OfPng(ReadOnlySpan<byte> content)
    {
        const int AroundData = 12;
        long at = Marks.Png.Length;
        while (at + AroundData <= content.Length)
        {
            ReadOnlySpan<byte> block = content[(int)at..];
            at += AroundData + (long)BinaryPrimitives.ReadUInt32BigEndian(block);
            if (block[4..].StartsWith("IEND"u8))
            {
                return at <= content.Length ? (int)at : null;
            }
        }

        return null;
    }

    /// <summary>The byte behind the end mark of a JPEG (ITU T.81, annex B); null where there is none. Pictures within its segments are skipped.</summary>
    public static int? OfJpeg(ReadOnlySpan<byte> content)
    {
        int at = 2;
        while (at + 1 < content.Length)
        {
            if (content[at] != 0xFF)
            {
                // The coded data of a scan, up to the next mark.
                int next = content[at..].IndexOf((byte)0xFF);
                if (next < 0)
                {
                    return null;
                }

                at += next;
                continue;
            }

            byte mark = content[at + 1];
            if (mark == 0xD9)
            {
                return at + 2;
            }

            at += HasLength(mark) && at + 3 < content.Length ? 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]) : mark == 0xFF ? 1 : 2;
        }

        return null;
    }

    // A byte FF of the data (followed by 00), a fill byte, a restart, a beginning: marks alone.
    private static bool HasLength(byte mark) => mark is not (0x00 or 0x01 or 0xFF or (>= 0xD0 and <= 0xD8));
}
