namespace Tasdir.Mail.Paper;

/// <summary>The rules of Unicode Standard Annex 9 for one sequence at one level: weak types, neutral types, implicit levels.</summary>
internal static class BidiRules
{
    /// <summary>The level of each character.</summary>
    /// <param name="classes">The classes of the sequence.</param>
    /// <param name="level">Its own level: odd if it runs from right to left.</param>
    public static byte[] Levels(BidiClass[] classes, byte level)
    {
        BidiClass around = level % 2 == 1 ? BidiClass.Right : BidiClass.Left;
        BidiClass[] types = [.. classes];
        Weak(types, around);
        Neutrals(types, around);
        return [.. types.Select(type => (byte)(level + Rise(type, level)))];
    }

    private static void Weak(BidiClass[] types, BidiClass around)
    {
        BidiClass strong = around;
        for (int i = 0; i < types.Length; i++)
        {
            BidiClass before = i == 0 ? around : types[i - 1];
            types[i] = types[i] switch
            {
                BidiClass.Mark => before, // W1
                BidiClass.Digit when strong == BidiClass.ArabicLetter => BidiClass.ArabicDigit, // W2
                var type => type,
            };
            strong = types[i] is BidiClass.Left or BidiClass.Right or BidiClass.ArabicLetter ? types[i] : strong;
        }

        for (int i = 1; i < types.Length - 1; i++) // W4
        {
            bool joins = (types[i], types[i - 1]) is (BidiClass.Sign or BidiClass.Separator, BidiClass.Digit)
                or (BidiClass.Separator, BidiClass.ArabicDigit);
            types[i] = joins && types[i - 1] == types[i + 1] ? types[i - 1] : types[i];
        }

        Units(types);
        strong = around;
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = types[i] switch
            {
                BidiClass.ArabicLetter => BidiClass.Right, // W3
                BidiClass.Sign or BidiClass.Unit or BidiClass.Separator => BidiClass.Neutral, // W6
                BidiClass.Digit when strong == BidiClass.Left => BidiClass.Left, // W7
                var type => type,
            };
            strong = types[i] is BidiClass.Left or BidiClass.Right ? types[i] : strong;
        }
    }

    // W5: what stands beside a number goes with it.
    private static void Units(BidiClass[] types)
    {
        foreach ((int from, int to) in Runs(types, BidiClass.Unit))
        {
            if ((from > 0 && types[from - 1] == BidiClass.Digit) || (to < types.Length && types[to] == BidiClass.Digit))
            {
                types.AsSpan(from..to).Fill(BidiClass.Digit);
            }
        }
    }

    // N1 and N2: between two that run the same way a neutral one runs with them, else with the line.
    private static void Neutrals(BidiClass[] types, BidiClass around)
    {
        foreach ((int from, int to) in Runs(types, BidiClass.Neutral))
        {
            BidiClass before = from == 0 ? around : Direction(types[from - 1]);
            BidiClass after = to == types.Length ? around : Direction(types[to]);
            types.AsSpan(from..to).Fill(before == after ? before : around);
        }
    }

    private static List<(int From, int To)> Runs(BidiClass[] types, BidiClass wanted)
    {
        List<(int, int)> runs = [];
        for (int from = 0; from < types.Length; from++)
        {
            if (types[from] == wanted)
            {
                int to = from;
                while (to < types.Length && types[to] == wanted)
                {
                    to++;
                }

                runs.Add((from, to));
                from = to;
            }
        }

        return runs;
    }

    // To neutral characters a number is as a letter from right to left.
    private static BidiClass Direction(BidiClass type) => type == BidiClass.Left ? BidiClass.Left : BidiClass.Right;

    private static int Rise(BidiClass type, byte level) => (type, level % 2) switch // I1 and I2
    {
        (BidiClass.Right, 0) => 1,
        (BidiClass.Digit or BidiClass.ArabicDigit, 0) => 2,
        (not BidiClass.Right, 1) => 1,
        _ => 0,
    };
}
