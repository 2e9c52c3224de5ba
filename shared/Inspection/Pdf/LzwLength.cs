namespace Tasdir.Inspection.Pdf;

/// <summary>How many bytes a stream packed by LZW unpacks to (ISO 32000, 7.4.4), without unpacking it.</summary>
internal static class LzwLength
{
    private const int Clear = 256;
    private const int End = 257;
    private const int FirstFree = 258;
    private const int Codes = 4096;

    /// <summary>Bytes, as far as its codes make sense.</summary>
    public static long Of(ReadOnlySpan<byte> packed)
    {
        Span<int> lengths = stackalloc int[Codes];
        lengths[..Clear].Fill(1);
        int free = FirstFree, previous = -1, width = 9, bits = 0;
        uint held = 0;
        long all = 0;
        foreach (byte next in packed)
        {
            held = (held << 8) | next;
            bits += 8;
            if (bits < width)
            {
                continue;
            }

            bits -= width;
            int code = (int)(held >> bits) & ((1 << width) - 1);
            if (code == End)
            {
                break;
            }

            (free, previous, width, int length) = code == Clear ? (FirstFree, -1, 9, 0) : Follow(lengths, code, free, previous);
            all += length;
        }

        return all;
    }

    private static (int Free, int Previous, int Width, int Length) Follow(Span<int> lengths, int code, int free, int previous)
    {
        int before = previous < 0 ? 0 : lengths[previous];
        int length = code < free ? lengths[code] : before + 1;
        if (previous >= 0 && free < Codes)
        {
            lengths[free++] = before + 1;
        }

        // The width changes one code early, as PDF does unless told otherwise.
        int width = free + 1 >= 2048 ? 12 : free + 1 >= 1024 ? 11 : free + 1 >= 512 ? 10 : 9;
        return (free, Math.Min(code, Codes - 1), width, length);
    }
}
