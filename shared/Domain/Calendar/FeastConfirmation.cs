using System.Globalization;
using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Calendar;

/// <summary>The announced date of a movable feast: it goes over whatever the data estimate.</summary>
/// <param name="Feast">Code of the feast.</param>
/// <param name="Year">The year of our calendar.</param>
/// <param name="FirstDay">Its first day off.</param>
/// <param name="Source">The announcement.</param>
public sealed record FeastConfirmation(string Feast, int Year, DateOnly FirstDay, string Source)
{
    /// <summary>Why a confirmation cannot be; nothing when it can.</summary>
    /// <param name="estimates">The calendar without any confirmation over it.</param>
    public IReadOnlyList<Refusal> Check(WorkingCalendar estimates)
    {
        if (estimates.TryFeast(Feast) is null)
        {
            return [new Refusal(RefusalCodes.FeastUnknown, "feast")];
        }

        if (estimates.TryDateOf(Feast, Year) is not { } estimate)
        {
            return [new Refusal(RefusalCodes.FeastYearUnknown, "year")];
        }

        int most = estimates.Data.MostDaysFromEstimate;
        return Math.Abs(FirstDay.DayNumber - estimate.FirstDay.DayNumber) > most
            ? [new Refusal(
                RefusalCodes.FeastTooFar, "firstDay", most.ToString(CultureInfo.InvariantCulture), estimate.FirstDay.ToString("O", CultureInfo.InvariantCulture))]
            : [];
    }
}
