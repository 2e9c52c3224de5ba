using SkiaSharp;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

public sealed class PictureTests
{
    [Fact]
    public void A_preview_is_a_new_JPEG_no_larger_than_asked_and_no_larger_than_the_picture()
    {
        Assert.Equal((160, 120), SizeOf(Picture.Preview(new MemoryStream(SampleContent.Png.Content), 160)!));
        Assert.Equal((320, 240), SizeOf(Picture.Preview(new MemoryStream(SampleContent.Jpeg.Content), 2_000)!));
    }

    [Fact]
    public void A_photo_is_shown_upright_and_without_what_its_phone_wrote_into_it()
    {
        byte[] preview = Picture.Preview(new MemoryStream(SampleContent.PhonePhoto.Content), 320)!;

        using SKBitmap upright = SKBitmap.Decode(preview);
        Assert.Equal((240, 320), (upright.Width, upright.Height));
        // The stored left half is the upper half once it is turned to the right.
        Assert.True(upright.GetPixel(20, 20).Red > 200);
        Assert.True(upright.GetPixel(20, 300).Blue > 200);
        Assert.True(SampleContent.PhonePhoto.Content.AsSpan().IndexOf("Marrakech"u8) > 0);
        Assert.True(preview.AsSpan().IndexOf("Exif"u8) < 0 && preview.AsSpan().IndexOf("Marrakech"u8) < 0 && preview.AsSpan().IndexOf("SEFT"u8) < 0);
    }

    [Fact]
    public void What_is_no_picture_or_too_large_or_damaged_has_no_preview() => Assert.All(
        [SampleContent.Pdf, SampleContent.PixelBomb, SampleContent.CutJpeg, SampleContent.Heic, SampleContent.CorruptedPng],
        file => Assert.Null(Picture.Preview(new MemoryStream(file.Content), 320)));

    private static (int Width, int Height) SizeOf(byte[] jpeg)
    {
        Assert.Equal(FileFormats.Jpeg, FileFormats.ByContent(jpeg));
        using SKBitmap bitmap = SKBitmap.Decode(jpeg);
        return (bitmap.Width, bitmap.Height);
    }
}
