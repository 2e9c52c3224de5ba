using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Http;
using Tasdir.Functions.Pages;

namespace Tasdir.Functions.Cases;

/// <summary>A case as an official has it on the desk: what is there, and what there is to do.</summary>
/// <param name="File">The case.</param>
/// <param name="Now">Its rules, the calendar, the instant.</param>
/// <param name="Official">What only officials see.</param>
/// <param name="Timeline">What happened.</param>
/// <param name="IsOfficer">Whether the reader gives the verdicts on it.</param>
/// <param name="Seal">What a form carries along: each one another.</param>
/// <param name="Answer">A form that was not taken; null for none.</param>
public sealed record CaseDesk(
    CaseFile File, Circumstances Now, OfficialView Official, Timeline Timeline, bool IsOfficer, Func<FormSeal> Seal, FormAnswer? Answer)
{
    /// <summary>The pieces.</summary>
    public IReadOnlyList<Piece> Pieces { get; } = Piece.Of(File, Now.Rules);

    /// <summary>Those that wait for a verdict, in their order.</summary>
    public IReadOnlyList<Piece> ToJudge => [.. Pieces.Where(piece => CanJudge(piece) && piece.Status == PieceStatus.ToJudge)];

    /// <summary>Whether a piece is the one to begin with.</summary>
    public bool IsFirst(Piece piece) => ToJudge is [var first, ..] && first == piece;

    /// <summary>Whether the reader can give a verdict on a piece, or another one.</summary>
    public bool CanJudge(Piece piece) =>
        IsOfficer && piece is { Current.IsScreened: true, Supplied: null } && Verdicts.IsToBeJudged(File, piece.Current, Now.Rules);

    /// <summary>Whether the reader can mark that another administration supplies a piece.</summary>
    public bool CanSupply(Piece piece) =>
        IsOfficer && piece is { IsOfAdministration: true, Supplied: null, Status: not PieceStatus.Accepted } && Verdicts.IsAskedNow(File, piece.Kind.Code, Now.Rules);

    /// <summary>Whether the reader can write the analysis for the committee, or write it anew.</summary>
    public bool CanAnalyse => IsOfficer && StateTable.Next(File.State, new AnalysisWritten("")) is not null;

    /// <summary>Whether members voted or scored already: another analysis makes that void.</summary>
    public bool VotesGiven => File.State is CaseState.Committee or CaseState.NationalCommittee
        && File.Sessions[^1] is { } session && (session.Votes.Count > 0 || session.Scores.Count > 0);

    /// <summary>What is wrong with a form; null unless it is the one that was not taken.</summary>
    public FormAnswer? AnswerOf(string form) => Answer?.Form == form ? Answer : null;

    /// <summary>Where on the page there is something to do next.</summary>
    public static string NextOf(CaseFile file, Circumstances now) =>
        DocumentCheck.Current(file, now.Rules).FirstOrDefault(document => document is { Verdict: Verdict.None, IsScreened: true }) is { } document
            ? "piece-" + document.Kind
            : file.State == CaseState.DocumentCheck && DocumentCheck.Result(file, now.Rules) == CheckResult.ToComplete ? "complement"
            : "main";
}
