namespace DurableTask.Core
{
    /// <summary>A failure as a history keeps it.</summary>
    public class FailureDetails : IEquatable<FailureDetails>
    {
        public FailureDetails(
            string errorType,
            string errorMessage,
            string? stackTrace,
            FailureDetails? innerFailure,
            bool isNonRetriable,
            IDictionary<string, object?>? properties = null)
        {
            ErrorType = errorType;
            ErrorMessage = errorMessage;
            StackTrace = stackTrace;
            InnerFailure = innerFailure;
            IsNonRetriable = isNonRetriable;
            Properties = properties;
        }

        public string ErrorType { get; }

        public string ErrorMessage { get; }

        public string? StackTrace { get; }

        public FailureDetails? InnerFailure { get; }

        public bool IsNonRetriable { get; }

        public IDictionary<string, object?>? Properties { get; }

        public bool IsCausedBy<T>()
            where T : Exception =>
            new Microsoft.DurableTask.TaskFailureDetails(ErrorType, ErrorMessage, null, null, null).IsCausedBy<T>();

        public bool Equals(FailureDetails? other) => other is not null
            && (ErrorType, ErrorMessage, StackTrace) == (other.ErrorType, other.ErrorMessage, other.StackTrace)
            && Equals(InnerFailure, other.InnerFailure);

        public override bool Equals(object? obj) => Equals(obj as FailureDetails);

        public override int GetHashCode() => HashCode.Combine(ErrorType, ErrorMessage, StackTrace, InnerFailure);

        public override string ToString() => $"{ErrorType}: {ErrorMessage}";
    }
}

namespace DurableTask.Core.Exceptions
{
    /// <summary>What an orchestration fails of.</summary>
    public class OrchestrationException : Exception
    {
        public OrchestrationException()
        {
        }

        public OrchestrationException(string message)
            : base(message)
        {
        }

        public OrchestrationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        public int EventId { get; set; }

        public FailureDetails? FailureDetails { get; set; }
    }

    /// <summary>Replaying an orchestrator asked for something else than its history says.</summary>
    public class NonDeterministicOrchestrationException : OrchestrationException
    {
        public NonDeterministicOrchestrationException()
        {
        }

        public NonDeterministicOrchestrationException(string message)
            : base(message)
        {
        }

        public NonDeterministicOrchestrationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        public NonDeterministicOrchestrationException(int eventId, string eventDetails)
            : base("Non-Deterministic workflow detected: " + eventDetails) => EventId = eventId;
    }

    /// <summary>An instance with the id exists, in a state that the caller did not want to replace.</summary>
    public class OrchestrationAlreadyExistsException : InvalidOperationException
    {
        public OrchestrationAlreadyExistsException()
        {
        }

        public OrchestrationAlreadyExistsException(string message)
            : base(message)
        {
        }

        public OrchestrationAlreadyExistsException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
