using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Domain.Tests.Programme;

/// <summary>The programme's files with one place changed, as somebody who edits them would.</summary>
internal static class ProgrammeFiles
{
    /// <summary>The data with a text in a file replaced, where it first stands after another.</summary>
    public static (ProgrammeData Data, int Line) With(string file, string after, string text, string replacement)
    {
        int line = 0;
        ProgrammeData data = ProgrammeData.Read(Programmes.Files().Select(source =>
        {
            if (source.Name != Programmes.Folder + file)
            {
                return source;
            }

            int begin = source.Text.IndexOf(after, StringComparison.Ordinal);
            int place = begin < 0 ? -1 : source.Text.IndexOf(text, begin, StringComparison.Ordinal);
            Assert.True(place >= 0, $"{file} has no \"{text}\" after \"{after}\".");
            line = source.Text[..place].Count(letter => letter == '\n') + 1;
            return (source.Name, source.Text[..place] + replacement + source.Text[(place + text.Length)..]);
        }));
        return (data, line);
    }

    /// <summary>The data with files changed by name.</summary>
    public static ProgrammeData Changing(params (string File, Func<string, string> Change)[] changes) => ProgrammeData.Read(
        Programmes.Files().Select(source => (
            source.Name,
            changes.Where(change => Programmes.Folder + change.File == source.Name).Aggregate(source.Text, (text, change) => change.Change(text)))));

    /// <summary>The data with another rate of the first scheme from a day, as an officer would write it: the old entry ends, a new one begins, and so does a version.</summary>
    public static ProgrammeData RateOf70From(string day, Func<string, string>? and = null)
    {
        ProgrammeData data = Rates(day, Dates.On(day).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), and);
        Assert.Empty(data.Findings);
        return data;
    }

    /// <summary>As <see cref="RateOf70From"/>, with the old entry ending when it is told to.</summary>
    public static ProgrammeData Rates(string day, string until, Func<string, string>? and = null) => Changing(
        ("versions.yaml", text => text + $"  - name: 2026-2\n    from: {day}\n    basis: Arrêté d'essai\n"),
        ("schemes/first-export.yaml", text =>
        {
            string entry = text[text.IndexOf("  - code: first-export", StringComparison.Ordinal)..];
            string later = entry.Replace("2025-06-01", day, StringComparison.Ordinal).Replace("ratePercent: 80", "ratePercent: 70", StringComparison.Ordinal);
            return text.Replace("from: 2025-06-01", $"from: 2025-06-01\n    until: {until}", StringComparison.Ordinal) + (and?.Invoke(later) ?? later);
        }
    ));
}
