using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>How far a failed instance is taken back: to the line of its history that is forgotten first.</summary>
internal static class RewindPoint
{
    public static int Of(IReadOnlyList<HistoryEvent> history, TaskFailureDetails? failure)
    {
        int cut = Math.Min(Unanswered(history), Cause(history, failure));
        if (cut == history.Count)
        {
            // Nothing that it asked for failed it: its last step is taken again.
            cut = Math.Max(0, LastIndex(history, history.Count, line => line is StepStarted));
        }

        return OutsideSection(history, cut);
    }

    // The first of the failures after which it asked for nothing more. One that it lived on from is past.
    private static int Unanswered(IReadOnlyList<HistoryEvent> history)
    {
        int cut = history.Count;
        for (int i = history.Count - 1; i >= 0 && history[i] is not Asked { What: not AskedFor.EntityRelease }; i--)
        {
            cut = IsFailure(history[i]) ? i : cut;
        }

        return cut;
    }

    // The failure that the instance itself failed of: awaited late, it may lie before other work.
    private static int Cause(IReadOnlyList<HistoryEvent> history, TaskFailureDetails? failure)
    {
        for (TaskFailureDetails? told = failure; told is not null; told = told.InnerFailure)
        {
            int cause = LastIndex(history, history.Count, line => line is Received { Message: TaskDone { Failure: { } failed } }
                && (failed.ErrorType, failed.ErrorMessage) == (told.ErrorType, told.ErrorMessage));
            if (cause >= 0)
            {
                return cause;
            }
        }

        return history.Count;
    }

    // Its locks were given back when it failed: a critical section is entered anew, from whatever led to it.
    private static int OutsideSection(IReadOnlyList<HistoryEvent> history, int cut)
    {
        int entered = LastIndex(history, cut, line => line is Asked { What: AskedFor.EntityLock });
        int left = LastIndex(history, cut, line => line is Asked { What: AskedFor.EntityRelease });
        return entered > left ? LastIndex(history, entered, line => line is Received) : cut;
    }

    private static bool IsFailure(HistoryEvent line) => line is Received { Message: TaskDone { Failure: not null } };

    private static int LastIndex(IReadOnlyList<HistoryEvent> history, int before, Func<HistoryEvent, bool> matches)
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
