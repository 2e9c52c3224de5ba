using Microsoft.DurableTask;

namespace Tasdir.Local.Engine;

/// <summary>External events and who waits for them: events keep their order, the last to wait is served first, names ignore case.</summary>
internal sealed class EventInbox(DataConverter converter)
{
    private readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventSent> _unclaimed = [];

    /// <summary>Events that nobody has waited for yet, in the order of their arrival.</summary>
    public IReadOnlyList<EventSent> Unclaimed => _unclaimed;

    public void Receive(EventSent sent)
    {
        if (_waiters.TryGetValue(sent.Name, out Stack<Waiter>? waiters))
        {
            while (waiters.TryPop(out Waiter? waiter))
            {
                if (waiter.TryComplete(sent.Payload))
                {
                    return;
                }
            }
        }

        _unclaimed.Add(sent);
    }

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (!_waiters.TryGetValue(name, out Stack<Waiter>? waiters))
        {
            _waiters[name] = waiters = [];
        }

        if (waiters.TryPeek(out Waiter? other) && other.Type != typeof(T))
        {
            throw new ArgumentException($"Events of one name have one type: '{name}' is waited for as {other.Type}, not as {typeof(T)}.", nameof(name));
        }

        Waiter<T> waiter = new(converter);
        int waiting = _unclaimed.FindIndex(sent => string.Equals(sent.Name, name, StringComparison.OrdinalIgnoreCase));
        if (waiting >= 0)
        {
            EventSent sent = _unclaimed[waiting];
            _unclaimed.RemoveAt(waiting);
            waiter.TryComplete(sent.Payload);
            return waiter.Task;
        }

        waiters.Push(waiter);
        cancellation.Register(() => waiter.Cancel(cancellation), useSynchronizationContext: false);
        return waiter.Task;
    }

    private abstract class Waiter
    {
        public abstract Type Type { get; }

        public abstract bool TryComplete(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : Waiter
    {
        private readonly TaskCompletionSource<T> _source = new();

        public override Type Type => typeof(T);

        public Task<T> Task => _source.Task;

        public void Cancel(CancellationToken cancellation) => _source.TrySetCanceled(cancellation);

        public override bool TryComplete(string? payload)
        {
            if (_source.Task.IsCompleted)
            {
                return false;
            }

            try
            {
                return _source.TrySetResult(converter.Deserialize<T>(payload)!);
            }
#pragma warning disable CA1031 // Whatever keeps an event from being read is told to whoever waits for it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                return _source.TrySetException(wrong);
            }
        }
    }
}
