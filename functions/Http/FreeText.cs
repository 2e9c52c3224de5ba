using System.Globalization;
using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Http;

/// <summary>What people write in their own words: as long as a page, so that it fits a letter and a line of the log.</summary>
public static class FreeText
{
    /// <summary>Characters allowed.</summary>
    public const int Limit = 2000;

    /// <summary>A refusal if the text is too long; else null.</summary>
    public static Outcome? Check(string? text, string field) => text?.Length > Limit
        ? Outcome.Refuse(RefusalCodes.TextTooLong, field, Limit.ToString(CultureInfo.InvariantCulture))
        : null;
}
