using System.Collections.Concurrent;

namespace Tasdir.Local.Engine;

/// <summary>Lets somebody wait for an instance's next step.</summary>
internal sealed class Changes
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();

    /// <summary>A task that ends when an instance next takes a step.</summary>
    public Task Next(string instanceId) =>
        _waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Tells whoever waits that an instance has taken a step.</summary>
    public void Announce(string instanceId)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(instanceId, out TaskCompletionSource? waiting))
        {
            waiting.SetResult();
        }
    }

    /// <summary>No instance takes a step any more.</summary>
    public void GiveUp()
    {
        foreach (TaskCompletionSource waiting in _waiting.Values)
        {
            waiting.TrySetCanceled();
        }
    }
}
