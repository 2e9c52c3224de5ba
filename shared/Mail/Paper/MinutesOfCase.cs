using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail.Paper;

/// <summary>What the minutes tell of one case.</summary>
internal static class MinutesOfCase
{
    /// <summary>The blocks of a case.</summary>
    /// <param name="treated">The case.</param>
    /// <param name="number">Its number in the minutes, from 1.</param>
    /// <param name="phrases">The words.</param>
    public static IEnumerable<Block> Blocks(MinutedCase treated, int number, Phrases phrases)
    {
        yield return new Heading(phrases.Say(
            "Case", ("number", Minutes.Number(number)), ("reference", treated.Reference), ("applicant", treated.Applicant)));
        yield return new Figures([.. Figures(treated, phrases)]);
        if (treated.Conflicts.Count > 0)
        {
            yield return new Bullets(phrases["Conflicts"], [.. treated.Conflicts.Select(seat => seat.In(phrases.Language))]);
        }

        if (treated.Votes.Count > 0)
        {
            yield return Votes(treated, phrases);
        }

        if (treated is DecidedCase { Reasons.Count: > 0 } decided)
        {
            yield return new Bullets(phrases["Reasons"], [.. decided.Reasons.Select(reason => Minutes.Value(reason, phrases))]);
        }
    }

    private static IEnumerable<Figure> Figures(MinutedCase treated, Phrases phrases)
    {
        yield return new(phrases["Scheme"], treated.Scheme.In(phrases.Language));
        yield return new(phrases["Computed"], Minutes.Value(phrases.Amount(treated.Computed), phrases));
        if (treated.Score is { } score)
        {
            yield return new(phrases["Score"], Minutes.Value(score.ToString("0.##", s_comma) + " / 100", phrases));
        }

        IEnumerable<Figure> end = treated switch
        {
            DecidedCase decided => Result(decided, phrases),
            UndecidedCase left => [new(phrases["Outcome"], left.Outcome.In(phrases.Language))],
            _ => [],
        };
        foreach (Figure figure in end)
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> Result(DecidedCase decided, Phrases phrases)
    {
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

    private static Table Votes(MinutedCase treated, Phrases phrases) => new(
        [phrases["Seat"], phrases["Vote"], phrases["Amount"], phrases["Reason"]],
        [.. treated.Votes.Select(vote => (string[])
        [
            vote.Seat.In(phrases.Language),
            Names.Of(vote.Choice).In(phrases.Language),
            vote.Amount is { } amount ? Minutes.Value(phrases.Amount(amount), phrases) : "–",
            vote.Reason is { } reason ? Minutes.Value(reason, phrases) : "–",
        ])]);

    private static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = "," };
}
