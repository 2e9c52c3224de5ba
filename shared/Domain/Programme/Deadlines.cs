using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Programme;

/// <summary>The time limits of the procedure. Days are calendar days unless they are said to be working days; what falls on a day off moves to the next working day.</summary>
/// <param name="DecisionDays">From submission to the decision (law 55-19: at most 60).</param>
/// <param name="ComplementDays">To bring the one complement.</param>
/// <param name="VoteWorkingDays">Working days to vote.</param>
/// <param name="VoteExtensionWorkingDays">Working days that a session without a decision is extended by.</param>
/// <param name="AnswerDays">To answer a committee's question.</param>
/// <param name="SignatureDays">To sign the convention.</param>
/// <param name="ProofDays">To bring the proof for a tranche.</param>
/// <param name="PaymentDays">From the request of a tranche to its payment (decree 2-16-344, taken as the service level: 45 + 15).</param>
/// <param name="AppealDays">To appeal against a decision.</param>
/// <param name="Reminders">For each thing asked: reminders, in days before its due date.</param>
public sealed record Deadlines(
    int DecisionDays,
    int ComplementDays,
    int VoteWorkingDays,
    int VoteExtensionWorkingDays,
    int AnswerDays,
    int SignatureDays,
    int ProofDays,
    int PaymentDays,
    int AppealDays,
    IReadOnlyDictionary<Ask, IReadOnlyList<int>> Reminders)
{
    /// <summary>Reminders of a thing asked, in days before its due date.</summary>
    public IReadOnlyList<int> RemindersBefore(Ask ask) => Reminders.GetValueOrDefault(ask) ?? [];
}
