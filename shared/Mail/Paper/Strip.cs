using SkiaSharp;

namespace Tasdir.Mail.Paper;

/// <summary>A horizontal strip of a page, as wide as its text: what a page break never cuts.</summary>
/// <param name="Height">In points.</param>
/// <param name="Marks">What is seen on it; places are from its upper left corner.</param>
internal sealed record Strip(float Height, IReadOnlyList<Mark> Marks)
{
    /// <summary>Whether the next strip stays on the same page.</summary>
    public bool KeepsNext { get; init; }

    /// <summary>What is written again above it where it begins a page: the heads of its table.</summary>
    public IReadOnlyList<Strip> Heads { get; init; } = [];

    /// <summary>Nothing; left out where it would begin a page.</summary>
    public static Strip Gap(float height) => new(height, []);
}

/// <summary>Something on a strip.</summary>
internal abstract record Mark;

/// <summary>A coloured ground.</summary>
internal sealed record Fill(SKRect Area, SKColor Colour) : Mark;

/// <summary>Words.</summary>
internal sealed record Words(TextLine Line, SKPoint Start, TextStyle Style) : Mark;

/// <summary>Where a press leads.</summary>
internal sealed record Press(SKRect Area, Uri Link) : Mark;
