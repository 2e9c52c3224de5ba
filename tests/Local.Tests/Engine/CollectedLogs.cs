using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Tests.Engine;

/// <summary>Keeps what is logged, in order.</summary>
internal sealed class CollectedLogs : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines = new();

    public IEnumerable<string> Of(string category) => lines.Where(line => line.Category == category).Select(line => line.Text);

    public IEnumerable<string> From(LogLevel level) => lines.Where(line => line.Level >= level).Select(line => line.Text);

    /// <summary>Waits until a line of a level says something.</summary>
    public async Task WhenAsync(LogLevel level, string text)
    {
        var waited = Stopwatch.StartNew();
        while (!From(level).Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"Nothing says '{text}'.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(CollectedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.lines.Enqueue((category, logLevel, formatter(state, exception)));
    }
}
