using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Tasdir.Workflows.Committees;

/// <summary>Somebody answered the mail about a meeting.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Mailbox">The address that they answered from, and that the mail had gone to.</param>
/// <param name="On">The day of the answer.</param>
public sealed record AnsweredAgenda(MeetingToHold Meeting, string Mailbox, DateOnly On);

/// <summary>What follows when a member answers the mail about a meeting: they are told where to vote.</summary>
public static class AgendaAnswer
{
    /// <summary>Tells them.</summary>
    [Function(nameof(AgendaAnswer))]
    public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, AnsweredAgenda answered) =>
        context.SendAgendaAnswer(answered);
}
