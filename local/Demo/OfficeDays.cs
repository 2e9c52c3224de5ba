using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>The days on which offices work, as the app itself tells them.</summary>
internal static class OfficeDays
{
    private const string Zone = "Africa/Casablanca";

    /// <summary>The instant as the clocks on the wall have it.</summary>
    public static DateTimeOffset OnTheWall(DateTimeOffset at) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, Zone);

    /// <summary>The date of an instant there.</summary>
    public static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(OnTheWall(at).DateTime);

    /// <summary>The instant itself, or the first one whole days later that falls on a working day.</summary>
    public static async Task<DateTimeOffset> NextAsync(HttpClient http, DateTimeOffset at, CancellationToken cancellation)
    {
        while (!await IsWorkedAsync(http, DateOf(at), cancellation))
        {
            at = at.AddDays(1);
        }

        return at;
    }

    private static async Task<bool> IsWorkedAsync(HttpClient http, DateOnly date, CancellationToken cancellation)
    {
        string day = date.ToString("O", CultureInfo.InvariantCulture);
        JsonNode year = (await http.GetFromJsonAsync<JsonNode>($"/api/programme/holidays?year={day[..4]}", cancellation))!;
        return year["workingWeek"]!["days"]!.AsArray().Any(name => string.Equals((string?)name, date.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase))
            && !year["daysOff"]!.AsArray().Any(off => (string?)off!["date"] == day);
    }
}
