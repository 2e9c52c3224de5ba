using System.Globalization;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>The body of the daily digest.</summary>
internal static class Digest
{
    // Mail readers cut messages of some 100 kB; the desk has the whole list.
    private const int FilesShown = 20;

    public static int Waiting(DigestFacts facts) => facts.Groups.Sum(group => group.Files.Count);

    public static int Late(DigestFacts facts) => facts.Groups.Sum(group => group.Files.Count(file => file.DueOn < facts.Day));

    public static IEnumerable<Block> Blocks(DigestFacts facts, Phrases phrases) =>
    [
        new Paragraph(phrases.Say("Digest_Opening", ("region", facts.Region.In(phrases.Language)), ("day", phrases.Date(facts.Day)))),
        new Figures(
        [
            new(phrases["Digest_Waiting"], Waiting(facts).ToString(CultureInfo.InvariantCulture)),
            new(phrases["Digest_Late"], Late(facts).ToString(CultureInfo.InvariantCulture)),
        ]),
        .. facts.Groups.Where(group => group.Files.Count > 0).Select(group => Files(group, facts.Day, phrases)),
        new Button(phrases["Press_Desk"], facts.Desk),
    ];

    private static Bullets Files(DigestGroup group, DateOnly day, Phrases phrases)
    {
        int left = group.Files.Count - FilesShown;
        IEnumerable<string> more = left > 0 ? [phrases.Say("Digest_More", ("count", $"{left}"))] : [];
        return new(
            phrases.Say("Digest_Group", ("turn", group.Turn.In(phrases.Language)), ("count", $"{group.Files.Count}")),
            [.. group.Files.Take(FilesShown).Select(file => Entry(file, day, phrases)), .. more]);
    }

    private static string Entry(DigestFile file, DateOnly day, Phrases phrases) => string.Join(" · ", Details(file, day, phrases));

    private static IEnumerable<string> Details(DigestFile file, DateOnly day, Phrases phrases)
    {
        yield return Bidi.Embed(file.Reference, phrases.Language);
        if (file.ApplicantName is { } name)
        {
            yield return Bidi.Embed(Bidi.Clean(name), phrases.Language);
        }

        if (file.DueOn is { } due)
        {
            yield return phrases.Say(due < day ? "Digest_WasDue" : "Digest_Due", ("due", phrases.Date(due)));
        }
    }
}
