using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    public static TaskFailureDetails FromException(Exception exception) => FromException(Check.NotNull(exception), null);

    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        if (!typeof(Exception).IsAssignableFrom(Check.NotNull(targetBaseExceptionType)))
        {
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return !string.IsNullOrEmpty(ErrorType)
            && FindType(targetBaseExceptionType.Assembly) is { } type
            && targetBaseExceptionType.IsAssignableFrom(type);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <summary>A failure with what a provider tells of each exception in the chain.</summary>
    internal static TaskFailureDetails FromException(Exception exception, Func<Exception, IDictionary<string, object?>?>? properties)
    {
        if (exception is OrchestrationException { FailureDetails: var core })
        {
            return FromCore(core) ?? new TaskFailureDetails("(unknown)", "(unknown)", null, Inner(), null);
        }

        // What the task failed of is the cause.
        TaskFailureDetails? inner = exception is TaskFailedException failed ? failed.FailureDetails : Inner();
        return new TaskFailureDetails(
            exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, properties?.Invoke(exception));

        TaskFailureDetails? Inner() => exception.InnerException is { } cause ? FromException(cause, properties) : null;
    }

    internal static TaskFailureDetails? FromCore(FailureDetails? core) => core is null
        ? null
        : new TaskFailureDetails(core.ErrorType, core.ErrorMessage, core.StackTrace, FromCore(core.InnerFailure), core.Properties);

    internal FailureDetails ToCore() => new(ErrorType, ErrorMessage, StackTrace, InnerFailure?.ToCore(), false, Properties);

    private Type? FindType(Assembly nearest)
    {
        if ((Type.GetType(ErrorType) ?? nearest.GetType(ErrorType)) is { } near)
        {
            return near;
        }

        List<Type> found = [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(ErrorType)).OfType<Type>()];
        return found.Count <= 1
            ? found.FirstOrDefault()
            : throw new AmbiguousMatchException($"Multiple exception types with the name '{ErrorType}' were found.");
    }
}

public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(
            Describe(taskName, taskId, (innerException as OrchestrationException)?.FailureDetails?.ErrorMessage ?? innerException?.Message),
            innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException!);
    }

    public string TaskName { get; }

    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    [Obsolete("Use the FailureDetails property and its IsCausedBy<T>() method")]
    public bool IsCausedByException<T>()
        where T : Exception => FailureDetails.ErrorType == typeof(T).FullName;

    private static string Describe(string taskName, int taskId, string? message) =>
        $"Task '{taskName}' (#{taskId}) failed with an unhandled exception{(message is null ? "." : ": " + message)}";
}
