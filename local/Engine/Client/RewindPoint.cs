using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>How far a failed instance is taken back: to the line of its history that is forgotten first.</summary>
internal static class RewindPoint
{
    public static int Of(IReadOnlyList<P.HistoryEvent> history, P.TaskFailureDetails? failure)
    {
        int cut = Math.Min(Unanswered(history), Cause(history, failure));
        if (cut == history.Count)
        {
            // Nothing that it asked for failed it: its last step is taken again.
            cut = Math.Max(0, LastIndex(history, history.Count, line => line.OrchestratorStarted is not null));
        }

        return OutsideSection(history, cut);
    }

    // The first of the failures after which it asked for nothing more. One that it lived on from is past.
    private static int Unanswered(IReadOnlyList<P.HistoryEvent> history)
    {
        int cut = history.Count;
        for (int i = history.Count - 1; i >= 0 && !(HistoryReading.IsAsked(history[i]) && history[i].EventSent?.Name != "release"); i--)
        {
            cut = FailureOf(history[i]) is not null ? i : cut;
        }

        return cut;
    }

    // The failure that the instance itself failed of: awaited late, it may lie before other work.
    private static int Cause(IReadOnlyList<P.HistoryEvent> history, P.TaskFailureDetails? failure)
    {
        for (P.TaskFailureDetails? told = failure; told is not null; told = told.InnerFailure)
        {
            int cause = LastIndex(
                history,
                history.Count,
                line => FailureOf(line) is { } failed && (failed.ErrorType, failed.ErrorMessage) == (told.ErrorType, told.ErrorMessage));
            if (cause >= 0)
            {
                return cause;
            }
        }

        return history.Count;
    }

    // Its locks were given back when it failed: a critical section is entered anew, from whatever led to it.
    private static int OutsideSection(IReadOnlyList<P.HistoryEvent> history, int cut)
    {
        int entered = LastIndex(history, cut, line => line.EventSent is { } sent && HistoryReading.IsForEntity(sent) && EntityMessage.Read(sent.Input).LockSet is not null);
        int left = LastIndex(history, cut, line => line.EventSent?.Name == "release");
        return entered > left ? LastIndex(history, entered, HistoryReading.IsTaken) : cut;
    }

    private static P.TaskFailureDetails? FailureOf(P.HistoryEvent line) => line switch
    {
        { TaskFailed: { } failed } => failed.FailureDetails ?? new P.TaskFailureDetails(),
        { SubOrchestrationInstanceFailed: { } failed } => failed.FailureDetails ?? new P.TaskFailureDetails(),
        { EventRaised: { } raised } => EntityMessage.FailureOf(raised),
        _ => null,
    };

    private static int LastIndex(IReadOnlyList<P.HistoryEvent> history, int before, Func<P.HistoryEvent, bool> matches)
    {
        for (int i = before - 1; i >= 0; i--)
        {
            if (matches(history[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
