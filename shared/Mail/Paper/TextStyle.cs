using SkiaSharp;

namespace Tasdir.Mail.Paper;

/// <summary>How words are set.</summary>
/// <param name="Size">Of the Latin letters, in points.</param>
/// <param name="Leading">From one line to the next, in points.</param>
/// <param name="Colour">Of the ink.</param>
/// <param name="Bold">Whether they are set bold.</param>
internal sealed record TextStyle(float Size, float Leading, SKColor Colour, bool Bold = false)
{
    public static readonly SKColor Green = new(0x0B, 0x6B, 0x4F);
    public static readonly SKColor Pale = new(0xEE, 0xF5, 0xF2);
    public static readonly SKColor Grey = new(0xF2, 0xF4, 0xF3);
    public static readonly SKColor Rule = new(0xD5, 0xDE, 0xDA);

    private static readonly SKColor s_ink = new(0x1C, 0x24, 0x21);
    private static readonly SKColor s_faint = new(0x56, 0x62, 0x5D);

    public static readonly TextStyle Brand = new(10, 16, Green, Bold: true);
    public static readonly TextStyle Title = new(15, 23, s_ink, Bold: true);
    public static readonly TextStyle Heading = new(11.5f, 18, Green, Bold: true);
    public static readonly TextStyle Body = new(10, 16.5f, s_ink);
    public static readonly TextStyle Strong = new(10, 16.5f, s_ink, Bold: true);
    public static readonly TextStyle Faint = new(9, 15, s_faint);
    public static readonly TextStyle Small = new(8.5f, 14, s_ink);
    public static readonly TextStyle Head = new(8, 13.5f, s_ink, Bold: true);
    public static readonly TextStyle Cell = new(8, 13.5f, s_ink);
    public static readonly TextStyle Link = new(8.5f, 14, Green);
    public static readonly TextStyle Foot = new(7.5f, 12, s_faint);
}
