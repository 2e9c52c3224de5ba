using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Demo;
using Tasdir.TestKit;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

/// <summary>What an operator sees of a case that goes as it should: nothing.</summary>
public sealed class OrdinaryCaseTests(EmulatedStorage storage)
{
    [Fact]
    public async Task A_case_that_is_lived_to_its_end_leaves_no_failed_invocation_and_nothing_in_a_queue_poison_or_other()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using ErrorLog errors = new();
        await using TestApp app = await RunningApp.StartAsync(storage, builder => builder.Logging.AddProvider(errors));

        await new Story(app.Http, TextWriter.Null).LiveAsync(cancellation);
        await app.SettleAsync();

        Assert.Empty(errors.Lines);
        QueueServiceClient queues = new((await storage.StartAsync()).ConnectionString);
        int looked = 0;
        await foreach (QueueItem queue in queues.GetQueuesAsync(prefix: app.Settings[3], cancellationToken: cancellation))
        {
            looked++;
            Assert.Null((await queues.GetQueueClient(queue.Name).PeekMessageAsync(cancellation)).Value);
        }

        Assert.NotEqual(0, looked);
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
