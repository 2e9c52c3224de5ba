using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Storage.Calendar;

namespace Tasdir.Functions.Calendar;

/// <summary>The holidays of a year, for anybody.</summary>
public sealed class ReadHolidays(CalendarStore calendars, TimeProvider clock)
{
    // What people ask for; the calendar answers for any year.
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    [Function(nameof(ReadHolidays))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme/holidays")] HttpRequest request, CancellationToken cancellation)
    {
        WorkingCalendar calendar = await calendars.GetAsync(cancellation);
        int year = calendar.DateOf(clock.GetUtcNow()).Year;
        if (request.Query.TryGetValue("year", out StringValues asked)
            && !(asked.Count == 1 && int.TryParse(asked[0], NumberStyles.None, CultureInfo.InvariantCulture, out year)))
        {
            return Problems.Of(request, RequestCodes.QueryInvalid, "year");
        }

        return year is < FirstYear or > LastYear
            ? Problems.Of(request, RequestCodes.QueryInvalid, "year")
            : Results.Json(HolidaysView.Of(calendar, year), CaseJson.Options);
    }
}
