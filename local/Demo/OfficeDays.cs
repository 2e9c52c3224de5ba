using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>The days on which offices work, by the calendar that the app publishes.</summary>
internal sealed class OfficeDays(HttpClient http)
{
    private readonly Dictionary<int, HashSet<DateOnly>> _daysOff = [];

    /// <summary>The date in legal time.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, "Africa/Casablanca").DateTime);

    /// <summary>Whether offices work then.</summary>
    public async Task<bool> AreOpenAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        DateOnly day = DateOf(instant);
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(await DaysOffAsync(day.Year, cancellation)).Contains(day);
    }

    private async Task<HashSet<DateOnly>> DaysOffAsync(int year, CancellationToken cancellation)
    {
        if (!_daysOff.TryGetValue(year, out HashSet<DateOnly>? days))
        {
            JsonNode calendar = (await http.GetFromJsonAsync<JsonNode>($"/api/programme/holidays?year={year}", cancellation))!;
            days = [.. calendar["daysOff"]!.AsArray().Select(day => DateOnly.Parse((string)day!["date"]!, CultureInfo.InvariantCulture))];
            _daysOff[year] = days;
        }

        return days;
    }
}
