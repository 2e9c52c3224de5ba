namespace Tasdir.Inspection.Archives;

/// <summary>The checksum of ZIP and PNG (ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(Row)];

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ s_table[(byte)crc ^ value];
        }

        return ~crc;
    }

    private static uint Row(int index)
    {
        uint row = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            row = (row & 1) != 0 ? (row >> 1) ^ 0xEDB88320 : row >> 1;
        }

        return row;
    }
}
