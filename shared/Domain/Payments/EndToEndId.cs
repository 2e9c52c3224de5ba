using System.Globalization;
using System.Text.RegularExpressions;
using Tasdir.Domain.Identifiers;

namespace Tasdir.Domain.Payments;

/// <summary>
/// Id of a payment for life, <c>TSD-2026-10-7F3KQ9-T1-G1</c>: case, tranche, generation. At most 35 characters
/// (ISO 20022, Max35Text). Only a rejection or a return by the bank opens the next generation.
/// </summary>
public static partial class EndToEndId
{
    /// <summary>The id.</summary>
    public static string Create(string reference, int tranche, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{reference}-T{tranche}-G{generation}");

    /// <summary>The case that an id belongs to, or null if it is not one of ours.</summary>
    public static string? ReferenceOf(string text) =>
        Shape().Match(text) is { Success: true } match && CaseReference.TryParse(match.Groups["reference"].Value, out string? reference)
            ? reference
            : null;

    [GeneratedRegex("^(?<reference>TSD-[0-9]{4}-[0-9]{2}-[0-9A-Z]{6})-T[1-9][0-9]?-G[1-9][0-9]?$")]
    private static partial Regex Shape();
}
