using System.Globalization;
using System.Text;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>
/// Words with the level of each character (Unicode Standard Annex 9): odd levels run from right to left. What is set apart
/// (<see cref="Bidi"/>) has a level of its own and is one neutral thing to the sentence around it. Embeddings and overrides
/// are not known, for texts are cleaned of them, and brackets count as any neutral character.
/// </summary>
/// <param name="Runes">The characters, without the marks that set values apart.</param>
/// <param name="Levels">Of each.</param>
/// <param name="RightToLeft">How the line runs.</param>
internal sealed record BidiText(IReadOnlyList<Rune> Runes, IReadOnlyList<byte> Levels, bool RightToLeft)
{
    /// <summary>The levels of words.</summary>
    /// <param name="words">Words; values within may be set apart.</param>
    /// <param name="rightToLeft">How the line runs; null as its first letter does.</param>
    public static BidiText Of(string words, bool? rightToLeft)
    {
        List<Piece> pieces = [];
        foreach ((string run, bool isolated) in Bidi.Runs(words))
        {
            pieces.AddRange(isolated
                ? [new Piece([.. Shown(run)], true)]
                : Shown(run).Select(rune => new Piece([rune], false)));
        }

        bool right = rightToLeft ?? BidiClasses.RunsRightToLeft(pieces.Where(piece => !piece.Isolated).Select(piece => BidiClasses.Of(piece.Runes[0]))) ?? false;
        byte level = right ? (byte)1 : (byte)0;
        byte[] outer = BidiRules.Levels([.. pieces.Select(piece => piece.Isolated ? BidiClass.Neutral : BidiClasses.Of(piece.Runes[0]))], level);
        return new BidiText(
            [.. pieces.SelectMany(piece => piece.Runes)],
            [.. pieces.Zip(outer).SelectMany(pair => pair.First.Isolated ? Inner(pair.First.Runes, pair.Second) : [pair.Second])],
            right);
    }

    // The level above the one around it, whose direction is that of its own first letter.
    private static byte[] Inner(Rune[] runes, byte around)
    {
        BidiClass[] classes = [.. runes.Select(BidiClasses.Of)];
        bool right = BidiClasses.RunsRightToLeft(classes) ?? false;
        int level = around + 1;
        return BidiRules.Levels(classes, (byte)(level % 2 == (right ? 1 : 0) ? level : level + 1));
    }

    // A joiner shapes its neighbours and shows nothing of its own; any other such character has no business here.
    private static IEnumerable<Rune> Shown(string run) => run.EnumerateRunes()
        .Where(rune => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
        .Select(PaperFont.Show);

    private sealed record Piece(Rune[] Runes, bool Isolated);
}
