using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>What minutes say of a meeting's rules and of the cases that it did not decide.</summary>
public static class MeetingTexts
{
    /// <summary>How votes are counted, and the quorum.</summary>
    public static Text RulesOf(Session session)
    {
        Text rules = Sentences.Of("minutes", "rules", Sentences.Number(session.Opened.Quorum), Names.Of(session.Voting.Rule));
        return session.Voting.ChairBreaksTies ? Sentences.Of("minutes", "chairBreaksTies", rules) : rules;
    }

    /// <summary>What becomes of a case that was on the agenda and was not decided.</summary>
    /// <param name="file">The case after the meeting.</param>
    /// <param name="session">The session that the meeting treated.</param>
    public static Text OutcomeOf(CaseFile file, Session session) =>
        StateTable.HasEnded(file.State) && session.Decision is null ? Sentences.Of("minutes", "left")
        : session.Referred is { } why ? Sentences.Of("minutes", "referred", Names.Of(why))
        : Sentences.Of("minutes", "carriedOver", Names.Of(Undecided.NoQuorum));
}
