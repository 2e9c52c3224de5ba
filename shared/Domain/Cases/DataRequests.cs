using System.Globalization;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Cases;

/// <summary>What a person may ask about the data kept on them (law 09-08).</summary>
public enum DataRequestKind
{
    /// <summary>To be told what is kept (article 7).</summary>
    Access,

    /// <summary>To have it put right (article 8).</summary>
    Rectification,
}

/// <summary>An applicant asked about the data kept on them.</summary>
/// <param name="Number">Which request of the case, from 1.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Text">In the applicant's words.</param>
/// <param name="DueOn">Until when the answer is due.</param>
public sealed record DataRequested(int Number, DataRequestKind Kind, string Text, DateOnly DueOn) : CaseEvent;

/// <summary>An officer answered.</summary>
/// <param name="Number">Which request.</param>
/// <param name="Answer">In words that the applicant reads.</param>
public sealed record DataRequestAnswered(int Number, string Answer) : CaseEvent;

/// <summary>A request about the data kept on a person, and what came of it.</summary>
/// <param name="Asked">The request.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="Answer">The answer, or null.</param>
/// <param name="AnsweredAt">When it was answered, UTC.</param>
public sealed record DataRequest(DataRequested Asked, DateTimeOffset AskedAt, string? Answer = null, DateTimeOffset? AnsweredAt = null);

/// <summary>Requests about the data kept on a person: asked by the applicant, answered by an officer within the programme's time.</summary>
public static class DataRequests
{
    /// <summary>Requests that one case takes: a guard, far above what anybody asks.</summary>
    public const int Most = 50;

    /// <summary>The applicant asks.</summary>
    public static Outcome Ask(CaseFile file, DataRequestKind kind, string? text, Circumstances now) =>
        string.IsNullOrWhiteSpace(text) ? Outcome.Refuse(RefusalCodes.FieldRequired, "text")
        : file.DataRequests.Count >= Most
            ? Outcome.Refuse(RefusalCodes.TooManyEntries, null, Most.ToString(CultureInfo.InvariantCulture))
        : Outcome.Record(new DataRequested(file.DataRequests.Count + 1, kind, text.Trim(), DueDates.Of(TimeLimit.DataRequest, now)));

    /// <summary>An officer answers a request that is there.</summary>
    public static Outcome Answer(CaseFile file, int number, string? text) =>
        string.IsNullOrWhiteSpace(text) ? Outcome.Refuse(RefusalCodes.FieldRequired, "text")
        : file.DataRequests[number - 1].Answer is not null ? Outcome.Refuse(RefusalCodes.DataRequestAnswered)
        : Outcome.Record(new DataRequestAnswered(number, text.Trim()));
}
