using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;

namespace Tasdir.Functions.Committees;

/// <summary>What a member filled in on the page behind a vote link: a vote, scores, or both.</summary>
/// <param name="Vote">The vote, or null.</param>
/// <param name="Scores">The scores, or null.</param>
/// <param name="Refused">What cannot be read, or null.</param>
public sealed record SentBallot(VoteCast? Vote, ScoresGiven? Scores, Refusal? Refused)
{
    /// <summary>Prefix of the fields with scores, before the criterion's code.</summary>
    public const string ScoreField = "scores.";

    /// <summary>Name of the button that sends scores alone, whatever vote is filled in beside them.</summary>
    public const string OnlyField = "only";

    /// <summary>Its value.</summary>
    public const string ScoresOnly = "scores";

    /// <summary>Reads a form. A form without scores votes; one with scores may leave the vote for later.</summary>
    public static SentBallot Read(IFormCollection form, OpenedBallot ballot)
    {
        List<CriterionScore> scores = [];
        foreach (ScoringCriterion criterion in ballot.Now.Rules.Scheme(ballot.File.Form.Scheme!).Scoring.Criteria)
        {
            string typed = form[ScoreField + criterion.Code].ToString().Trim();
            if (typed.Length > 0 && !int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return new(null, null, new Refusal(RefusalCodes.NumberRange, ScoreField + criterion.Code));
            }

            if (typed.Length > 0)
            {
                scores.Add(new CriterionScore(criterion.Code, int.Parse(typed, CultureInfo.InvariantCulture)));
            }
        }

        ScoresGiven? given = scores.Count > 0 ? new(ballot.Ballot.Session, ballot.Ballot.Seat, scores) : null;
        if (form[OnlyField] == ScoresOnly)
        {
            // Without any score, the rule says which ones are missing.
            return new(null, given ?? new(ballot.Ballot.Session, ballot.Ballot.Seat, []), null);
        }

        return given is not null && string.IsNullOrEmpty(form["choice"]) ? new(null, given, null) : ReadVote(form, ballot.Ballot) with { Scores = given };
    }

    /// <summary>Scores, then votes: a vote in favour has to agree with the scores that come with it.</summary>
    public Outcome Apply(CaseFile file, GivenBy by, Circumstances now)
    {
        Outcome scored = Scores is { } scores && Vote?.Choice != VoteChoice.Conflict ? Sitting.Score(file, scores, by, now, Vote) : Outcome.AlreadySo;
        if (scored.IsRefused || Vote is not { } vote)
        {
            return scored;
        }

        CaseFile after = scored.Events.OfType<ScoresGiven>().FirstOrDefault() is { } given
            ? file with { Sessions = file.Sessions.SetItem(file.Sessions.Count - 1, file.Sessions[^1] with { Scores = file.Sessions[^1].Scores.SetItem(given.Seat, given.Scores) }) }
            : file;
        Outcome voted = Sitting.Vote(after, vote, by, now);
        return voted.IsRefused ? voted : Outcome.Record([.. scored.Events, .. voted.Events]);
    }

    private static SentBallot ReadVote(IFormCollection form, Workflows.Committees.Ballot ballot)
    {
        if (!EnumText.TryParse(form["choice"], out VoteChoice choice))
        {
            return new(null, null, new Refusal(RefusalCodes.FieldRequired, "choice"));
        }

        Money? amount = null;
        if (choice == VoteChoice.Approve && form["amount"] is [{ Length: > 0 } typed])
        {
            if (!TryReadAmount(typed, out Money read))
            {
                return new(null, null, new Refusal(RequestCodes.AmountFormat, "amount"));
            }

            amount = read;
        }

        string? reason = choice != VoteChoice.Conflict && form["reason"].ToString().Trim() is { Length: > 0 } said ? said : null;
        return FreeText.Check(reason, "reason") is { } tooLong
            ? new(null, null, tooLong.Refusals[0])
            : new(new VoteCast(ballot.Session, ballot.Seat, choice, amount, reason), null, null);
    }

    // As people write it: 140 000,50 or 140000.50.
    private static bool TryReadAmount(string typed, out Money amount)
    {
        amount = default;
        string plain = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal mad)
            && Money.TryFromMad(mad, out amount);
    }
}
