using SkiaSharp;

namespace Tasdir.Mail.Paper;

/// <summary>Draws strips on a canvas.</summary>
internal sealed class Pen(SKCanvas canvas) : IDisposable
{
    private readonly SKPaint _paint = new() { IsAntialias = true };

    /// <summary>Draws a strip at a place of the page, in points.</summary>
    public void Draw(Strip strip, float x, float y)
    {
        foreach (Mark mark in strip.Marks)
        {
            Draw(mark, x, y);
        }
    }

    /// <summary>Draws a mark, its places being from there.</summary>
    public void Draw(Mark mark, float x, float y)
    {
        switch (mark)
        {
            case Fill fill:
                _paint.Color = fill.Colour;
                canvas.DrawRect(SKRect.Create(x + fill.Area.Left, y + fill.Area.Top, fill.Area.Width, fill.Area.Height), _paint);
                break;
            case Press press:
                // Not to be given back before the document is closed: the annotation keeps the text it was given.
                canvas.DrawUrlAnnotation(SKRect.Create(x + press.Area.Left, y + press.Area.Top, press.Area.Width, press.Area.Height), press.Link.AbsoluteUri);
                break;
            case Words words:
                _paint.Color = words.Style.Colour;
                foreach ((ShapedText text, float at) in words.Line.Texts)
                {
                    Draw(text, words.Style.Size, x + words.Start.X + at, y + words.Start.Y);
                }

                break;
        }
    }

    public void Dispose() => _paint.Dispose();

    private void Draw(ShapedText text, float size, float x, float y)
    {
        if (text.Glyphs.Length == 0)
        {
            return;
        }

        using SKFont font = new(text.Font.Typeface, size) { Hinting = SKFontHinting.None, Subpixel = true };
        using SKTextBlobBuilder builder = new();
        // With its text, so that the file says what the joined letters are.
        SKPositionedTextRunBuffer run = builder.AllocatePositionedTextRun(font, text.Glyphs.Length, text.Utf8.Length, null);
        run.SetGlyphs(text.Glyphs);
        run.SetText(text.Utf8);
        run.SetClusters(text.Clusters);
        run.SetPositions([.. text.Points.Select(point => new SKPoint(point.X * size, point.Y * size))]);
        using SKTextBlob blob = builder.Build()!;
        canvas.DrawText(blob, x, y, _paint);
    }
}
