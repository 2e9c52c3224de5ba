using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>What the minutes tell of one case.</summary>
internal static class MinutesOfCase
{
    /// <summary>The blocks of a case.</summary>
    /// <param name="decided">The case.</param>
    /// <param name="number">Its number in the minutes, from 1.</param>
    /// <param name="phrases">The words.</param>
    public static IEnumerable<Block> Blocks(MinutedCase decided, int number, Phrases phrases)
    {
        yield return new Heading(phrases.Say(
            "Case", ("number", Minutes.Number(number)), ("reference", decided.Reference), ("applicant", decided.Applicant)));
        yield return new Figures([.. Figures(decided, phrases)]);
        if (decided.Conflicts.Count > 0)
        {
            yield return new Bullets(phrases["Conflicts"], [.. decided.Conflicts.Select(seat => seat.In(phrases.Language))]);
        }

        if (decided.Votes.Count > 0)
        {
            yield return Votes(decided, phrases);
        }

        if (decided.Reasons.Count > 0)
        {
            yield return new Bullets(phrases["Reasons"], [.. decided.Reasons.Select(reason => Minutes.Value(reason, phrases))]);
        }
    }

    private static IEnumerable<Figure> Figures(MinutedCase decided, Phrases phrases)
    {
        yield return new(phrases["Scheme"], decided.Scheme.In(phrases.Language));
        yield return new(phrases["Computed"], Minutes.Value(phrases.Amount(decided.Computed), phrases));
        if (decided.Score is { } score)
        {
            yield return new(phrases["Score"], Minutes.Value(score.ToString("0.##", s_comma) + " / 100", phrases));
        }

        yield return new(phrases["Result"], phrases[$"Result_{decided.Result}"]);
        if (decided.Granted is { } granted)
        {
            yield return new(phrases["Granted"], Minutes.Value(phrases.Amount(granted), phrases));
        }

        if (decided.WithinEnvelope is { } within)
        {
            yield return new(phrases["Envelope"], phrases[within ? "Within" : "Beyond"]);
        }
    }

    private static Table Votes(MinutedCase decided, Phrases phrases) => new(
        [phrases["Seat"], phrases["Vote"], phrases["Amount"], phrases["Reason"]],
        [.. decided.Votes.Select(vote => (string[])
        [
            vote.Seat.In(phrases.Language),
            Names.Of(vote.Choice).In(phrases.Language),
            vote.Amount is { } amount ? Minutes.Value(phrases.Amount(amount), phrases) : "–",
            vote.Reason is { } reason ? Minutes.Value(reason, phrases) : "–",
        ])]);

    private static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = "," };
}
