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
}
