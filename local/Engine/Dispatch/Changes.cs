using System.Collections.Concurrent;

namespace Tasdir.Local.Engine;

/// <summary>Lets somebody wait until an instance has another status.</summary>
internal sealed class Changes
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private volatile bool _isOver;

    /// <summary>A task that ends when an instance's status next changes.</summary>
    public Task Next(string instanceId)
    {
        Task next = _waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        return _isOver ? Task.FromCanceled(new CancellationToken(canceled: true)) : next;
    }

    /// <summary>Tells whoever waits that an instance's status has changed.</summary>
    public void Announce(string instanceId)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(instanceId, out TaskCompletionSource? waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>No instance takes a step any more.</summary>
    public void GiveUp()
    {
        // Before those who wait are let go: whoever comes now is told at once.
        _isOver = true;
        foreach (TaskCompletionSource waiting in _waiting.Values)
        {
            waiting.TrySetCanceled();
        }
    }
}
