using System.Text;

namespace Tasdir.Mail.Paper;

/// <summary>Words at their places on a line, in the order of reading.</summary>
/// <param name="Texts">Each with its distance from the left end of the line, in points.</param>
/// <param name="Width">Of the line, in points.</param>
/// <param name="RightToLeft">How the line runs.</param>
internal sealed record TextLine(IReadOnlyList<(ShapedText Text, float X)> Texts, float Width, bool RightToLeft);

/// <summary>Breaks words into lines and puts what runs the other way into its order. It serves one paper, and remembers each word it shaped.</summary>
internal sealed class TextSetter
{
    private readonly Dictionary<(string, PaperFont, bool), ShapedText> _shaped = [];

    /// <summary>The lines of words.</summary>
    /// <param name="words">Words; values within may be set apart.</param>
    /// <param name="style">How they are set.</param>
    /// <param name="width">How wide a line may be, in points.</param>
    /// <param name="rightToLeft">How the lines run; null as the first letter does.</param>
    public IReadOnlyList<TextLine> Lines(string words, TextStyle style, float width, bool? rightToLeft)
    {
        BidiText text = BidiText.Of(words, rightToLeft);
        List<TextLine> lines = [];
        List<Token> line = [];
        foreach (Token token in Tokens(text, style.Bold).SelectMany(token => Fitting(token, text, style, width)))
        {
            if (!token.IsSpace && line.Count > 0 && (line.Sum(known => known.Width) + token.Width) * style.Size > width)
            {
                lines.Add(Place(line, style, text.RightToLeft));
                line = [];
            }

            if (!token.IsSpace || line.Count > 0)
            {
                line.Add(token);
            }
        }

        return [.. lines, Place(line, style, text.RightToLeft)];
    }

    /// <summary>How wide the longest word is, and how wide all words are on one line, in points.</summary>
    public (float Word, float All) Extent(string words, TextStyle style)
    {
        Token[] tokens = [.. Tokens(BidiText.Of(words, null), style.Bold)];
        return tokens.Length == 0
            ? (0, 0)
            : (tokens.Max(token => token.Width) * style.Size, tokens.Sum(token => token.Width) * style.Size);
    }

    private IEnumerable<Token> Tokens(BidiText text, bool bold)
    {
        for (int from = 0, to; from < text.Runes.Count; from = to)
        {
            bool space = Breaks(text.Runes[from]);
            for (to = from + 1; to < text.Runes.Count && Breaks(text.Runes[to]) == space; to++)
            {
            }

            yield return new Token(from, to, space, Shape(text, from, to, bold));
        }
    }

    // A word wider than the line is broken where the line ends; most are not.
    private IEnumerable<Token> Fitting(Token token, BidiText text, TextStyle style, float width)
    {
        while (token.Width * style.Size > width && token.To - token.From > 1)
        {
            int to = token.To;
            Token part = token;
            while (part.Width * style.Size > width && to - token.From > 1)
            {
                to = token.From + Math.Max(1, Math.Min(to - token.From - 1, (int)((to - token.From) * width / (part.Width * style.Size))));
                part = new Token(token.From, to, token.IsSpace, Shape(text, token.From, to, style.Bold));
            }

            yield return part;
            token = new Token(to, token.To, token.IsSpace, Shape(text, to, token.To, style.Bold));
        }

        yield return token;
    }

    private List<(ShapedText, byte)> Shape(BidiText text, int from, int to, bool bold)
    {
        List<(ShapedText, byte)> pieces = [];
        for (int start = from, end; start < to; start = end)
        {
            byte level = text.Levels[start];
            PaperFont font = PaperFont.Of(text.Runes[start], bold);
            // A mark stays with the letter it stands on, whichever fonts have it.
            for (end = start + 1; end < to && text.Levels[end] == level
                && (PaperFont.Of(text.Runes[end], bold) == font || BidiClasses.Of(text.Runes[end]) == BidiClass.Mark); end++)
            {
            }

            pieces.Add((Shape(string.Concat(text.Runes.Skip(start).Take(end - start)), font, level % 2 == 1), level));
        }

        return pieces;
    }

    private ShapedText Shape(string run, PaperFont font, bool rightToLeft)
    {
        if (!_shaped.TryGetValue((run, font, rightToLeft), out ShapedText? shaped))
        {
            shaped = font.Shape(run, rightToLeft);
            _shaped.Add((run, font, rightToLeft), shaped);
        }

        return shaped;
    }

    private static bool Breaks(Rune rune) => Rune.IsWhiteSpace(rune) && rune.Value is not (0x00A0 or 0x2007 or 0x202F);

    private static TextLine Place(List<Token> tokens, TextStyle style, bool rightToLeft)
    {
        (ShapedText Text, byte Level)[] pieces = [.. tokens.Take(tokens.FindLastIndex(token => !token.IsSpace) + 1).SelectMany(token => token.Pieces)];
        (ShapedText, float)[] placed = new (ShapedText, float)[pieces.Length];
        float x = 0;
        foreach (int i in VisualOrder([.. pieces.Select(piece => piece.Level)]))
        {
            placed[i] = (pieces[i].Text, x);
            x += pieces[i].Text.Width * style.Size;
        }

        return new TextLine(placed, x, rightToLeft);
    }

    /// <summary>The places of a line from left to right (rule L2): from the highest level down, what is of it or above is turned.</summary>
    internal static int[] VisualOrder(IReadOnlyList<byte> levels)
    {
        int[] order = [.. Enumerable.Range(0, levels.Count)];
        for (int level = levels.DefaultIfEmpty((byte)0).Max(); level > 0; level--)
        {
            for (int from = 0, to; from < order.Length; from = Math.Max(to, from + 1))
            {
                for (to = from; to < order.Length && levels[order[to]] >= level; to++)
                {
                }

                Array.Reverse(order, from, to - from);
            }
        }

        return order;
    }

    private sealed record Token(int From, int To, bool IsSpace, IReadOnlyList<(ShapedText Text, byte Level)> Pieces)
    {
        public float Width { get; } = Pieces.Sum(piece => piece.Text.Width);
    }
}
