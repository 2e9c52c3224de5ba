using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Tasdir.Local.Rpc;

namespace Tasdir.Local.Host;

/// <summary>Takes the messages of one queue and runs its function for each, as the real host does.</summary>
internal sealed class QueueFunction(
    Function function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    Invoker invoker,
    ILogger log) : IDisposable
{
    // Shorter than the real host's ten minutes, so that after a crash the messages soon come again.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private readonly bool isBase64 = !settings.MessageEncoding.Equals("none", StringComparison.OrdinalIgnoreCase);
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly HashSet<Task> handling = [];
    private int taken;

    /// <summary>Whether no message is being handled and none waits to be seen; when one waits, it is fetched at once.</summary>
    public async Task<bool> IsQuietAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref taken) > 0)
        {
            return false;
        }

        var waiting = await queue.PeekMessageAsync(cancellation);
        if (waiting.Value is null)
        {
            return Volatile.Read(ref taken) == 0;
        }

        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }

        return false;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = ShortestWait;
        while (!stopping.IsCancellationRequested)
        {
            var received = await ReceiveAsync(stopping);
            pause = received > 0 ? ShortestWait : Longer(pause);
            if (received == 0)
            {
                await ((Task)wake.WaitAsync(pause, stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await RoomForMoreAsync(settings.NewBatchThreshold ?? settings.BatchSize / 2);
        }

        await Task.WhenAll(handling);
    }

    public void Dispose() => wake.Dispose();

    private TimeSpan Longer(TimeSpan pause) => pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;

    private async Task RoomForMoreAsync(int most)
    {
        handling.RemoveWhere(task => task.IsCompleted);
        while (handling.Count > most)
        {
            handling.Remove(await Task.WhenAny(handling));
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken stopping)
    {
        // Counted before asking, so that a message is at no moment neither in the queue nor being handled.
        Interlocked.Increment(ref taken);
        try
        {
            var messages = await queue.ReceiveMessagesAsync(Math.Clamp(settings.BatchSize, 1, 32), Lease, stopping);
            foreach (var message in messages.Value)
            {
                Interlocked.Increment(ref taken);
                handling.Add(HandleAsync(message));
            }

            return messages.Value.Length;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException && !stopping.IsCancellationRequested)
        {
            log.LogWarning("Queue {Queue} cannot be read and is tried again: {Reason}", queue.Name, e.Message);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            Interlocked.Decrement(ref taken);
        }
    }

    private async Task HandleAsync(QueueMessage message)
    {
        await Task.Yield();
        await using var lease = new QueueLease(queue, message, Lease, log);
        try
        {
            if (message.DequeueCount > settings.MaxDequeueCount)
            {
                await PoisonAsync(message, lease);
            }
            else if (await SucceedsAsync(message))
            {
                await lease.DeleteAsync();
            }
            else if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                await PoisonAsync(message, lease);
            }
            else
            {
                await lease.ReleaseAsync(settings.VisibilityTimeout);
            }
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The message was not settled: it comes again when its lease has run out.
            log.LogWarning(e, "Message {Id} of queue {Queue} could not be settled", message.MessageId, queue.Name);
        }
        finally
        {
            Interlocked.Decrement(ref taken);
        }
    }

    private async Task<bool> SucceedsAsync(QueueMessage message)
    {
        try
        {
            await invoker.RunCountedAsync(InvocationFor(message), CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            log.LogError(
                e, "Function {Function} failed on message {Id}, time {Count} of {Most}",
                function.Name, message.MessageId, message.DequeueCount, settings.MaxDequeueCount);
            return false;
        }
    }

    // As the real host hands a message over: its text, and beside it what the storage tells of it.
    private Invocation InvocationFor(QueueMessage message)
    {
        var text = isBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)) : message.MessageText;
        return new Invocation(function, new TypedData { String = text })
        {
            Metadata =
            {
                ["QueueTrigger"] = new TypedData { String = text },
                ["Id"] = new TypedData { String = message.MessageId },
                ["PopReceipt"] = new TypedData { String = message.PopReceipt },
                ["DequeueCount"] = new TypedData { Json = message.DequeueCount.ToString(CultureInfo.InvariantCulture) },
                ["InsertionTime"] = Time(message.InsertedOn),
                ["ExpirationTime"] = Time(message.ExpiresOn),
                ["NextVisibleTime"] = Time(message.NextVisibleOn),
            },
        };
    }

    private static TypedData Time(DateTimeOffset? instant) => new() { Json = $"\"{instant:O}\"" };

    private async Task PoisonAsync(QueueMessage message, QueueLease lease)
    {
        log.LogWarning("Message {Id} of queue {Queue} goes to {Poison}", message.MessageId, queue.Name, poison.Name);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
        await lease.DeleteAsync();
    }
}
