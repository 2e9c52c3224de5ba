using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Calendar;

/// <summary>How sure the date of a holiday is.</summary>
public enum HolidayStatus
{
    /// <summary>Computed ahead; the moon may say a day more.</summary>
    Estimated,

    /// <summary>Fixed by law or announced.</summary>
    Confirmed,
}

/// <summary>A public holiday that falls on the same date every year.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Name">Its name.</param>
public sealed record FixedHoliday(int Month, int Day, Text Name);

/// <summary>A day off that follows the Hijri calendar.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How sure it is.</param>
public sealed record Holiday(DateOnly Date, Text Name, HolidayStatus Status);

/// <summary>The holidays, as <c>holidays.json</c> holds them.</summary>
/// <param name="Fixed">Those of every year.</param>
/// <param name="Movable">Those of one year.</param>
public sealed record Holidays(IReadOnlyList<FixedHoliday> Fixed, IReadOnlyList<Holiday> Movable);
