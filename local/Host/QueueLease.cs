using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Host;

/// <summary>Keeps a message hidden from others while it is handled, until it is deleted, released or disposed.</summary>
internal sealed class QueueLease : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly CancellationTokenSource over = new();
    private readonly Task renewing;
    private string receipt;

    public QueueLease(QueueClient queue, QueueMessage message, TimeSpan duration, ILogger log)
    {
        this.queue = queue;
        this.message = message;
        receipt = message.PopReceipt;
        renewing = RenewAsync(duration, log);
    }

    public async Task DeleteAsync()
    {
        await EndAsync();
        await queue.DeleteMessageAsync(message.MessageId, receipt);
    }

    /// <summary>Lets the message be taken again after the given time.</summary>
    public async Task ReleaseAsync(TimeSpan after)
    {
        await EndAsync();
        await queue.UpdateMessageAsync(message.MessageId, receipt, message.Body, after);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        over.Dispose();
    }

    private async Task EndAsync()
    {
        await over.CancelAsync();
        await renewing;
    }

    private async Task RenewAsync(TimeSpan duration, ILogger log)
    {
        using var half = new PeriodicTimer(duration / 2);
        try
        {
            while (await half.WaitForNextTickAsync(over.Token))
            {
                // Not cancelled half-way: the new receipt would be lost.
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, message.Body, duration, CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            log.LogWarning(e, "The lease on message {Id} of queue {Queue} was lost", message.MessageId, queue.Name);
        }
    }
}
