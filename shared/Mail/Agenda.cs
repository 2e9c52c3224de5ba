using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>The body of the mail about a meeting.</summary>
internal static class Agenda
{
    /// <summary>What closes a mail of the national committee, where others name their region.</summary>
    public static readonly Text WholeCountry = new("Comité national", "اللجنة الوطنية");

    public static IEnumerable<Block> Blocks(AgendaFacts facts, Phrases phrases)
    {
        string language = phrases.Language;
        yield return new Paragraph(phrases.Say(
            facts.Reminder ? "Agenda_Reminder" : "Agenda_Opening", ("day", phrases.Date(facts.On)), ("count", $"{facts.Cases.Count}")));
        yield return new Figures(
        [
            new(phrases["Label_Seat"], Bidi.Embed(facts.Seat.In(language), language)),
            new(phrases["Label_VoteBy"], phrases.Date(facts.On)),
            .. facts.WithoutQuorum is { } without ? (IEnumerable<Figure>)[new(phrases["Agenda_WithoutQuorum"], without.ToString(CultureInfo.InvariantCulture))] : [],
        ]);
        yield return new Button(phrases["Press_Agenda"], facts.Overview);
        if (facts.Cases.Count > 0)
        {
            yield return new Links(phrases["Agenda_Cases"], [.. facts.Cases.Select(one => Line(one, phrases))]);
        }

        yield return new Paragraph(phrases["VoteInvitation_Next"]);
    }

    private static Link Line(AgendaCase one, Phrases phrases) => new(
        string.Join(" · ", new[] { one.Reference, one.ApplicantName, one.Scheme.In(phrases.Language), phrases.Amount(one.Amount) }
            .Select(part => Bidi.Embed(Bidi.Clean(part), phrases.Language))),
        one.Link);
}
