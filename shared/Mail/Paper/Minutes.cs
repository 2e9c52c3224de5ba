using System.Globalization;
using System.Resources;
using Tasdir.Domain.Payments;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>
/// The minutes of a meeting of a committee as a PDF, in French and then in Arabic: who was present, and of each case conflicts,
/// votes, result and reasons. The same facts give the same bytes.
/// </summary>
public static class Minutes
{
    private static readonly ResourceManager s_texts = new("Tasdir.Mail.Paper.MinutesText", typeof(Minutes).Assembly);

    /// <summary>Writes them.</summary>
    /// <param name="facts">What they tell.</param>
    /// <param name="written">When they are written, as the file says.</param>
    public static byte[] Write(MinutesFacts facts, DateTimeOffset written)
    {
        Section[] sections = [Write(facts, "fr"), Write(facts, "ar")];
        return PaperWriter.Write(new LetterPage(sections[0].Title, sections), written);
    }

    private static Section Write(MinutesFacts facts, string language)
    {
        Phrases letters = new(language);
        Phrases phrases = new(language, s_texts);
        string day = phrases.Date(facts.Day);
        string opening = phrases.Say(
            "Opening",
            ("committee", facts.Committee.In(language)),
            ("region", facts.Region.In(language)),
            ("day", day),
            ("convened", phrases.Date(facts.ConvenedOn)));
        return new Section(
            language,
            letters["Brand"],
            letters["Below"],
            phrases.Say("Title", ("day", day)),
            opening,
            [new Paragraph(opening), .. Blocks(facts, phrases)],
            phrases.Say("Footer", ("day", day), ("meeting", facts.Meeting)));
    }

    private static IEnumerable<Block> Blocks(MinutesFacts facts, Phrases phrases) =>
    [
        Overview(facts, phrases),
        new Heading(phrases["Presence"]),
        new Table(
            [phrases["Seat"], phrases["Attendance"], phrases["Acting"]],
            [.. facts.Seats.Select(seat => (string[])
            [
                seat.Name.In(phrases.Language),
                phrases[seat.Present ? "IsPresent" : "IsAbsent"],
                phrases[$"Acting_{seat.Acting}"],
            ])]),
        new Heading(phrases["Decisions"]),
        .. facts.Cases.Count == 0 ? [new Paragraph(phrases["None"])] : (Block[])[Decisions(facts, phrases)],
        .. facts.Cases.SelectMany((decided, i) => MinutesOfCase.Blocks(decided, i + 1, phrases)),
        .. facts.Undecided.Count == 0 ? [] : Undecided(facts, phrases),
        new Note(phrases["Closing"]),
    ];

    private static Figures Overview(MinutesFacts facts, Phrases phrases)
    {
        Money total = facts.Cases.Aggregate(Money.Zero, (sum, decided) => sum + (decided.Granted ?? Money.Zero));
        string present = phrases.Say(
            "Of", ("part", Number(facts.Seats.Count(seat => seat.Present))), ("whole", Number(facts.Seats.Count)));
        return new(
        [
            new(phrases["Meeting"], Value(facts.Meeting, phrases)),
            new(phrases["Rules"], facts.Rules.In(phrases.Language)),
            new(phrases["Present"], present),
            new(phrases["Decided"], Number(facts.Cases.Count)),
            new(phrases["Undecided"], Number(facts.Undecided.Count)),
            new(phrases["Total"], Value(phrases.Amount(total), phrases)),
        ]);
    }

    private static Table Decisions(MinutesFacts facts, Phrases phrases) => new(
        [phrases["Rank"], phrases["Reference"], phrases["Applicant"], phrases["Result"], phrases["Granted"]],
        [.. facts.Cases.Select(decided => (string[])
        [
            decided.Rank is { } rank ? Number(rank) : "–",
            Value(decided.Reference, phrases),
            Value(decided.Applicant, phrases),
            phrases[$"Result_{decided.Result}"],
            decided.Granted is { } granted ? Value(phrases.Amount(granted), phrases) : "–",
        ])]);

    private static IEnumerable<Block> Undecided(MinutesFacts facts, Phrases phrases) =>
    [
        new Heading(phrases["NotDecided"]),
        new Table(
            [phrases["Reference"], phrases["Applicant"], phrases["Outcome"]],
            [.. facts.Undecided.Select(left => (string[])
                [Value(left.Reference, phrases), Value(left.Applicant, phrases), left.Outcome.In(phrases.Language)])]),
        .. facts.Undecided.SelectMany((left, i) => MinutesOfCase.Blocks(left, facts.Cases.Count + i + 1, phrases)),
    ];

    /// <summary>A value within a cell, set apart from the direction around it.</summary>
    internal static string Value(string value, Phrases phrases) => Bidi.Embed(Bidi.Clean(value), phrases.Language);

    /// <summary>A whole number.</summary>
    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
