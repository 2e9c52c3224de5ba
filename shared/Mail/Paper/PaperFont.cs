using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Tasdir.Mail.Paper;

/// <summary>
/// A font of the papers, read once. IBM Plex Sans Arabic has French and Arabic, each joined letter being a glyph of its own,
/// so that text can be taken out of the file again; the others stand in where it lacks a letter, of Tamazight for instance.
/// </summary>
internal sealed class PaperFont
{
    private static readonly PaperFont s_regular = Read("IBMPlexSansArabic-Regular.ttf");
    private static readonly PaperFont s_bold = Read("IBMPlexSansArabic-Bold.ttf");
    private static readonly PaperFont[] s_others = [Read("NotoSans-Regular.ttf"), Read("NotoSansTifinagh-Regular.ttf")];

    private const int NoBreakSpace = 0x00A0;
    private const int NarrowNoBreakSpace = 0x202F;

    private readonly Lock _lock = new();

    // Not read, but kept: the memory that both libraries read the font from is freed when nothing refers to it.
    private readonly SKData _file;
    private readonly Font _font;
    private readonly float _scale;

    private PaperFont(SKData file, SKTypeface typeface, Font font)
    {
        _file = file;
        Typeface = typeface;
        _font = font;
        _scale = 1f / typeface.UnitsPerEm;
    }

    /// <summary>The font as it is drawn with.</summary>
    public SKTypeface Typeface { get; }

    private static PaperFont Read(string file)
    {
        using Stream resource = typeof(PaperFont).Assembly.GetManifestResourceStream(file)!;
        SKData data = SKData.Create(resource);
        SKTypeface typeface = SKTypeface.FromData(data);
        Font font = new(new Face(new Blob(data.Data, (int)data.Size, MemoryMode.ReadOnly), 0));
        font.SetScale(typeface.UnitsPerEm, typeface.UnitsPerEm);
        return new PaperFont(data, typeface, font);
    }

    /// <summary>The font of a character that is to be shown.</summary>
    public static PaperFont Of(Rune rune, bool bold)
    {
        PaperFont first = bold ? s_bold : s_regular;
        return first.Has(rune) ? first : Array.Find(s_others, other => other.Has(rune)) ?? first;
    }

    /// <summary>A character as it is shown: the narrow space as wide as others, and the sign for an unknown one where no font has it.</summary>
    public static Rune Show(Rune rune) => rune.Value switch
    {
        NarrowNoBreakSpace => new Rune(NoBreakSpace),
        _ => Of(rune, bold: false).Has(rune) ? rune : Rune.ReplacementChar,
    };

    /// <summary>Whether the font has a character.</summary>
    private bool Has(Rune rune) => _font.TryGetNominalGlyph((uint)rune.Value, out uint glyph) && glyph != 0;

    /// <summary>Shapes text of one direction: glyphs and their places, in logical order, at size 1.</summary>
    public ShapedText Shape(string text, bool rightToLeft)
    {
        using HarfBuzzSharp.Buffer buffer = new();
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        buffer.AddUtf8(utf8);
        buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Language = new Language(rightToLeft ? "ar" : "fr");
        buffer.GuessSegmentProperties();
        lock (_lock)
        {
            _font.Shape(buffer);
        }

        return Placed(buffer, utf8, rightToLeft);
    }

    private ShapedText Placed(HarfBuzzSharp.Buffer buffer, byte[] utf8, bool rightToLeft)
    {
        ReadOnlySpan<GlyphInfo> infos = buffer.GetGlyphInfoSpan();
        ReadOnlySpan<GlyphPosition> places = buffer.GetGlyphPositionSpan();
        ushort[] glyphs = new ushort[infos.Length];
        uint[] clusters = new uint[infos.Length];
        SKPoint[] points = new SKPoint[infos.Length];
        float x = 0;
        for (int i = 0; i < infos.Length; i++)
        {
            // Written in the order of reading, for whoever takes the text out of the file; each has its own place anyway.
            int at = rightToLeft ? infos.Length - 1 - i : i;
            glyphs[at] = (ushort)infos[i].Codepoint;
            clusters[at] = infos[i].Cluster;
            points[at] = new SKPoint(x + (places[i].XOffset * _scale), -places[i].YOffset * _scale);
            x += places[i].XAdvance * _scale;
        }

        return new ShapedText(this, utf8, glyphs, clusters, points, x);
    }
}

/// <summary>Text of one font and direction with its glyphs, at size 1.</summary>
/// <param name="Font">The font.</param>
/// <param name="Utf8">The text.</param>
/// <param name="Glyphs">Its glyphs, in the order of reading.</param>
/// <param name="Clusters">Where in the text each belongs.</param>
/// <param name="Points">Where each stands, from the left end of the base line.</param>
/// <param name="Width">Of the whole.</param>
internal sealed record ShapedText(PaperFont Font, byte[] Utf8, ushort[] Glyphs, uint[] Clusters, SKPoint[] Points, float Width);
