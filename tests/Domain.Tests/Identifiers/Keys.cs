using System.Globalization;
using System.Numerics;
using CsCheck;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Tests.Identifiers;

/// <summary>Numbers with their keys, computed another way than the product does.</summary>
internal static class Keys
{
    /// <summary>RIBs with their right key.</summary>
    public static Gen<string> Ribs { get; } = Numbers(22);

    /// <summary>ICEs with their right key.</summary>
    public static Gen<string> Ices { get; } = Numbers(13);

    /// <summary>All that two digits can be.</summary>
    public static IEnumerable<string> All { get; } = Enumerable.Range(0, 100).Select(key => key.ToString("00", CultureInfo.InvariantCulture));

    /// <summary>As banks compute it: 97 less the remainder of the number with 00 behind it.</summary>
    public static string Of(string digits) =>
        (97 - (BigInteger.Parse(digits, CultureInfo.InvariantCulture) * 100 % 97)).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Every number that differs from this one in a digit, and every one with two unequal neighbours swapped.</summary>
    public static IEnumerable<string> Slips(string number)
    {
        for (int place = 0; place < number.Length; place++)
        {
            foreach (char digit in "0123456789".Where(digit => digit != number[place]))
            {
                yield return number.Remove(place, 1).Insert(place, digit.ToString());
            }

            if (place + 1 < number.Length && number[place] != number[place + 1])
            {
                yield return number.Remove(place, 2).Insert(place, string.Concat(number[place + 1], number[place]));
            }
        }
    }

    /// <summary>A reading that was taken, with its value and proof.</summary>
    public static void Taken<T>(T value, Proof proof, Reading<T> reading)
        where T : class => Assert.Equal((value, proof, null), (reading.Value, reading.Proof, reading.Error));

    /// <summary>A reading that was refused with this code and these values.</summary>
    public static void Refused<T>(Reading<T> reading, string code, params string[] values)
        where T : class
    {
        Assert.Equal((null, Proof.None, code), (reading.Value, reading.Proof, reading.Error));
        Assert.Equal(values, reading.Refusals[0].Values);
    }

    private static Gen<string> Numbers(int digits) => Gen.Char['0', '9'].Array[digits].Select(array => new string(array))
        .Where(number => number.Any(digit => digit != '0')).Select(number => number + Of(number));
}
