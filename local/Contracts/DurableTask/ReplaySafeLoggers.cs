using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Loggers that are silent while an orchestration replays, so that a line is logged once.</summary>
internal sealed class ReplaySafeLoggers(TaskOrchestrationContext context, Func<ILoggerFactory> loggers) : ILoggerFactory
{
    private const int MostWrappers = 10;
    private readonly Func<ILoggerFactory> _loggers = loggers;

    public ILogger CreateLogger(string categoryName) => new Logger(context, Innermost().CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("Adding providers to the replay-safe logger factory is not supported.");

    public void Dispose()
    {
    }

    // A context that wraps another may name the other's replay-safe factory as its own; one filter is enough.
    private ILoggerFactory Innermost()
    {
        ILoggerFactory found = _loggers();
        for (int wrappers = 0; found is ReplaySafeLoggers wrapper; wrappers++)
        {
            if (wrappers == MostWrappers)
            {
                throw new InvalidOperationException(
                    "Maximum unwrap depth exceeded: a wrapper's LoggerFactory names its own ReplaySafeLoggerFactory, "
                    + "not that of the context it wraps.");
            }

            found = wrapper._loggers();
        }

        return found;
    }

    private sealed class Logger(TaskOrchestrationContext context, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!context.IsReplaying)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
