using System.Globalization;
using SkiaSharp;
using Tasdir.Domain.Documents;

namespace Tasdir.Inspection.Pictures;

/// <summary>A picture: its size first, then every line of it.</summary>
internal static class PictureStructure
{
    /// <summary>Looks at a picture.</summary>
    public static Inspected Of(byte[] content, FileFormat format, Allowance allowance)
    {
        using SKData data = SKData.CreateCopy(content);
        using SKCodec? codec = SKCodec.Create(data);
        return StructureCheck.Report(FindingOf(codec, content, format, allowance.Limits.Pixels) is { } finding ? [finding] : [], null);
    }

    private static Finding? FindingOf(SKCodec? codec, byte[] content, FileFormat format, long mostPixels)
    {
        if (codec is null || codec.EncodedFormat != (format == FileFormats.Jpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png))
        {
            return new Finding(FindingCode.Unreadable);
        }

        long pixels = (long)codec.Info.Width * codec.Info.Height;
        return pixels > mostPixels ? new Finding(FindingCode.TooManyPixels, pixels.ToString(CultureInfo.InvariantCulture))
            // A decoder fills up with grey what a cut JPEG lacks of its last lines.
            : (format == FileFormats.Jpeg ? PictureEnd.OfJpeg(content) : PictureEnd.OfPng(content)) is null || !Decodes(codec, format)
                ? new Finding(FindingCode.Unreadable)
                : null;
    }

    // A JPEG is decoded at an eighth of its size, which reads all of it; a picture that nothing shines through with two bytes
    // to a pixel.
    private static bool Decodes(SKCodec codec, FileFormat format)
    {
        SKSizeI size = format == FileFormats.Jpeg ? codec.GetScaledDimensions(0.125f) : codec.Info.Size;
        SKImageInfo info = codec.Info.AlphaType == SKAlphaType.Opaque
            ? new(size.Width, size.Height, SKColorType.Rgb565, SKAlphaType.Opaque)
            : new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKBitmap bitmap = new();
        return bitmap.TryAllocPixels(info)
            ? codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success
            : throw new InsufficientMemoryException();
    }
}
