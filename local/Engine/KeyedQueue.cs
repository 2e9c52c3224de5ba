using System.Threading.Channels;

namespace Tasdir.Local.Engine;

/// <summary>Work by key: different keys at once, up to a limit; one key never twice at once, and again if it was asked for meanwhile.</summary>
internal sealed class KeyedQueue
{
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, bool> _keys = [];
    private readonly Lock _lock = new();
    private readonly Func<string, CancellationToken, Task> _work;
    private readonly BusyCount _busy;
    private readonly int _parallel;

    public KeyedQueue(int parallel, BusyCount busy, Func<string, CancellationToken, Task> work)
    {
        _parallel = parallel;
        _busy = busy;
        _work = work;
    }

    /// <summary>Asks for work on a key.</summary>
    public void Enqueue(string key)
    {
        lock (_lock)
        {
            if (_keys.ContainsKey(key))
            {
                _keys[key] = true;
                return;
            }

            _busy.Begin();
            if (_ready.Writer.TryWrite(key))
            {
                _keys.Add(key, false);
                return;
            }
        }

        // Nothing is taken up any more.
        _busy.End();
    }

    /// <summary>Works until told to stop; work that has begun is finished, what waits is let go.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using CancellationTokenRegistration close = stop.Register(() => _ready.Writer.TryComplete());
        await Task.WhenAll(Enumerable.Range(0, _parallel).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await foreach (string key in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!stop.IsCancellationRequested)
            {
                await _work(key, stop);
            }

            Finish(key);
        }
    }

    private void Finish(string key)
    {
        lock (_lock)
        {
            if (_keys[key] && _ready.Writer.TryWrite(key))
            {
                _keys[key] = false;
                return;
            }

            _keys.Remove(key);
        }

        _busy.End();
    }
}
