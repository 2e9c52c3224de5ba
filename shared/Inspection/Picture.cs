using SkiaSharp;

namespace Tasdir.Inspection;

/// <summary>What officers are shown of a picture in place of foreign bytes.</summary>
public static class Picture
{
    private const int Quality = 85;

    /// <summary>
    /// A new JPEG of a JPEG or PNG: upright as its EXIF says, on white, without any of its metadata; null for what is no such
    /// picture, damaged or larger than is decoded.
    /// </summary>
    /// <param name="content">The picture, read from its beginning.</param>
    /// <param name="longestSide">Pixels that the longer side has at most, from 1. A smaller picture keeps its size.</param>
    /// <exception cref="IOException">The stream could not be read: not a fault of the picture.</exception>
    public static byte[]? Preview(Stream content, int longestSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        using SKData data = SKData.CreateCopy(Foreign.Read(content));
        using SKCodec? codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png)
            || (long)codec.Info.Width * codec.Info.Height > new InspectionLimits().Pixels)
        {
            return null;
        }

        using SKBitmap? decoded = Decode(codec, longestSide);
        if (decoded is null)
        {
            return null;
        }

        using SKBitmap upright = Draw(decoded, codec.EncodedOrigin, Math.Min(1f, (float)longestSide / Math.Max(decoded.Width, decoded.Height)));
        using SKData jpeg = upright.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    // A JPEG is decoded no larger than it is needed.
    private static SKBitmap? Decode(SKCodec codec, int longestSide)
    {
        SKSizeI size = codec.GetScaledDimensions(Math.Min(1f, (float)longestSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        SKBitmap bitmap = new(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    private static SKBitmap Draw(SKBitmap decoded, SKEncodedOrigin origin, float scale)
    {
        bool turned = origin >= SKEncodedOrigin.LeftTop;
        int width = Math.Max(1, (int)Math.Round(decoded.Width * scale)), height = Math.Max(1, (int)Math.Round(decoded.Height * scale));
        SKBitmap upright = new(new SKImageInfo(turned ? height : width, turned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(upright);
        canvas.Clear(SKColors.White);
        canvas.Concat(Turn(origin, width, height));
        using SKImage image = SKImage.FromBitmap(decoded);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return upright;
    }

    // EXIF 2.3, tag 274: where the first row and the first column of the stored picture are seen.
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
