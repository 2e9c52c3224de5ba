using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

/// <summary>A request waited for as the procedure waits: look, do what is next, sleep until it is time to look again.</summary>
/// <param name="After">The case when the waiting ended, or when the test stopped it.</param>
/// <param name="Diary">What was done, by legal time in Morocco: <c>2026-02-04 08:30 Remind 1</c>.</param>
internal sealed record Waiting(SampleCase After, IReadOnlyList<string> Diary)
{
    private static readonly TimeZoneInfo s_morocco = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    public static Waiting For(SampleCase asked, RequestKey request, DateOnly? stop = null)
    {
        List<string> diary = [];
        SampleCase now = asked;
        for (int looks = 0; stop is not { } last || now.Circumstances.Today <= last; looks++)
        {
            Assert.InRange(looks, 0, 1_000);
            NextStep next = Requests.Next(now.File, request, now.Circumstances);
            if (next.Step is not (Step.Wait or Step.SendLetters))
            {
                diary.Add(Line(now.Now, next));
            }

            if (next.Step is Step.Answered or Step.Expired or Step.CaseEnded)
            {
                break;
            }

            now = next.Step switch
            {
                Step.SendLetters => now.SendLetters(),
                Step.Remind => now.Do((file, at) => Requests.Remind(file, request, next.Number, at)),
                Step.Wait => now with { Now = next.Until!.Value },
                _ => now.Do((file, time) => Requests.End(file, request, time)),
            };
        }

        return new Waiting(now, diary);
    }

    private static string Line(DateTimeOffset at, NextStep next) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeZoneInfo.ConvertTime(at, s_morocco):yyyy-MM-dd HH:mm} {next.Step}{(next.Number > 0 ? $" {next.Number}" : "")}");
}
