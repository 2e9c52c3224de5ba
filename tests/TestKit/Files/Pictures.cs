using System.Buffers.Binary;
using System.IO.Hashing;
using SkiaSharp;

namespace Tasdir.TestKit.Files;

/// <summary>Pictures, drawn or put together block by block.</summary>
public static class Pictures
{
    /// <summary>A picture with its left half red, its right half blue, and enough in it that it does not pack to nothing.</summary>
    public static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(width, height);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using SKPaint red = new() { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
            using SKPaint white = new() { Color = SKColors.White, IsAntialias = true };
            for (int i = 0; i < 12; i++)
            {
                canvas.DrawCircle(width * (i + 1) / 13f, height / 2f, height / 40f * (i + 1) / 2, white);
            }
        }

        using SKData data = bitmap.Encode(format, 85);
        return data.ToArray();
    }

    /// <summary>A JPEG whose EXIF says that it is seen turned by a quarter to the right, and where it was taken.</summary>
    public static byte[] Turned(byte[] jpeg)
    {
        // TIFF, little-endian: one directory with the orientation (6) and the name of the maker.
        byte[] exif =
        [
            .. "Exif\0\0II*\0\u0008\0\0\0"u8, 2, 0,
            0x0F, 0x01, 2, 0, 9, 0, 0, 0, 38, 0, 0, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
            0, 0, 0, 0,
            .. "Marrakech\0"u8,
        ];
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG that declares a size and has these packed lines.</summary>
    public static byte[] Png(int width, int height, byte[] packed)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Block("IHDR"u8, header), .. Block("IDAT"u8, packed), .. Block("IEND"u8, [])];
    }

    private static byte[] Block(ReadOnlySpan<byte> kind, byte[] content)
    {
        byte[] block = [0, 0, 0, 0, .. kind, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(block, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(block.Length - 4), Crc32.HashToUInt32(block.AsSpan(4, content.Length + 4)));
        return block;
    }
}
