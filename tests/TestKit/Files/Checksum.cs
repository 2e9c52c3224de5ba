namespace Tasdir.TestKit.Files;

/// <summary>The checksum of ZIP and PNG, as their standards define it bit by bit.</summary>
internal static class Checksum
{
    private static readonly uint[] s_bytes = [.. Enumerable.Range(0, 256).Select(value => Bits((uint)value))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ s_bytes[(crc ^ value) & 255];
        }

        return ~crc;
    }

    private static uint Bits(uint crc)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return crc;
    }
}
