using System.Globalization;

namespace Tasdir.Domain.Tests;

/// <summary>Dates as the tables of the tests write them.</summary>
internal static class Dates
{
    public static DateOnly On(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
