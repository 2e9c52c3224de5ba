using System.Globalization;
using System.Text;

namespace Tasdir.Mail.Paper;

/// <summary>What a character is to the order of its neighbours (Unicode Standard Annex 9, table 4), as far as letters hold such.</summary>
internal enum BidiClass
{
    /// <summary>A letter that runs from left to right.</summary>
    Left,

    /// <summary>A letter that runs from right to left.</summary>
    Right,

    /// <summary>An Arabic letter, after which digits take another place.</summary>
    ArabicLetter,

    /// <summary>A Western digit.</summary>
    Digit,

    /// <summary>An Arabic-Indic digit.</summary>
    ArabicDigit,

    /// <summary>Plus or minus, between digits.</summary>
    Sign,

    /// <summary>What stands before or after a number: currency, per cent.</summary>
    Unit,

    /// <summary>What stands within a number: comma, full stop, colon, slash, no-break space.</summary>
    Separator,

    /// <summary>A mark upon the character before it.</summary>
    Mark,

    /// <summary>Everything else: spaces, brackets, quotation marks.</summary>
    Neutral,
}

/// <summary>The classes of characters.</summary>
internal static class BidiClasses
{
    /// <summary>The class of a character.</summary>
    public static BidiClass Of(Rune rune)
    {
        int value = rune.Value;
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return value switch
        {
            _ when category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.Mark,
            (>= '0' and <= '9') or (>= 0x06F0 and <= 0x06F9) => BidiClass.Digit,
            (>= 0x0660 and <= 0x0669) or 0x066B or 0x066C or (>= 0x0600 and <= 0x0605) or 0x06DD => BidiClass.ArabicDigit,
            '+' or '-' or 0x2212 => BidiClass.Sign,
            ',' or '.' or '/' or ':' or 0x00A0 or 0x060C or 0x202F => BidiClass.Separator,
            '#' or '%' or 0x00B0 or 0x2030 or 0x066A => BidiClass.Unit,
            _ when category == UnicodeCategory.CurrencySymbol => BidiClass.Unit,
            0x0606 or 0x0607 or 0x060E or 0x060F => BidiClass.Neutral,
            (>= 0x0608 and <= 0x07BF) or (>= 0x0860 and <= 0x08FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) =>
                BidiClass.ArabicLetter,
            (>= 0x0590 and <= 0x05FF) or (>= 0x07C0 and <= 0x085F) or (>= 0xFB1D and <= 0xFB4F) => BidiClass.Right,
            _ when Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber => BidiClass.Left,
            _ => BidiClass.Neutral,
        };
    }

    /// <summary>Whether text of these words runs from right to left: as its first letter does.</summary>
    /// <returns>Null where no letter says so.</returns>
    public static bool? RunsRightToLeft(IEnumerable<BidiClass> classes)
    {
        foreach (BidiClass found in classes)
        {
            if (found is BidiClass.Left or BidiClass.Right or BidiClass.ArabicLetter)
            {
                return found != BidiClass.Left;
            }
        }

        return null;
    }
}
