using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>The body of the mail about a meeting.</summary>
internal static class Agenda
{
    /// <summary>What closes a mail of the national committee, where others name their region.</summary>
    public static readonly Text WholeCountry = new("Comité national", "اللجنة الوطنية");

    public static string Subject(AgendaFacts facts, Phrases phrases) =>
        phrases.Subject($"Agenda_{facts.Occasion}Subject", ("day", phrases.Date(facts.On)), ("count", $"{facts.Cases.Count}"));

    public static IEnumerable<Block> Blocks(AgendaFacts facts, Phrases phrases)
    {
        string language = phrases.Language;
        yield return new Paragraph(phrases.Say($"Agenda_{Kind(facts)}", ("day", phrases.Date(facts.On)), ("count", $"{facts.Cases.Count}")));
        yield return new Figures(
        [
            .. facts.Seat is { } seat ? (IEnumerable<Figure>)[new(phrases["Label_Seat"], Bidi.Embed(seat.In(language), language))] : [],
            new(phrases["Label_VoteBy"], phrases.Date(facts.On)),
            .. facts.WithoutQuorum is { } without ? (IEnumerable<Figure>)[new(phrases["Agenda_WithoutQuorum"], without.ToString(CultureInfo.InvariantCulture))] : [],
        ]);
        if (facts.Overview is { } overview)
        {
            yield return new Button(phrases["Press_Agenda"], overview);
        }

        if (facts.Cases.Count > 0)
        {
            yield return new Links(phrases["Agenda_Cases"], [.. facts.Cases.Select(one => Line(one, phrases))]);
        }

        if (facts.Occasion != AgendaOccasion.Answer || facts.Cases.Count > 0)
        {
            yield return new Paragraph(phrases["VoteInvitation_Next"]);
        }
    }

    private static string Kind(AgendaFacts facts) =>
        facts is { Occasion: AgendaOccasion.Answer, Cases.Count: 0 } ? "AnswerNone" : $"{facts.Occasion}";

    private static Link Line(AgendaCase one, Phrases phrases) => new(
        string.Join(" · ", new[] { one.Reference, one.ApplicantName, one.Scheme.In(phrases.Language), phrases.Amount(one.Amount) }
            .Select(part => Bidi.Embed(Bidi.Clean(part), phrases.Language))),
        one.Link);
}
