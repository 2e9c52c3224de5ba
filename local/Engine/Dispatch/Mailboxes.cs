using System.Threading.Channels;

namespace Tasdir.Local.Engine;

/// <summary>
/// What waits in memory for recipients, and whose turn it is: different recipients at once, up to a limit; one never twice
/// at once, and again if something came meanwhile. The file is the truth and this its shadow: of a recipient that has a
/// box, everything that is due is in the box, unless the box is marked to look in the file; one without has nothing.
/// </summary>
internal sealed class Mailboxes(int parallel, BusyCount busy, Func<string, CancellationToken, Task> work)
{
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, Box> _boxes = [];
    private readonly Lock _lock = new();
    private bool _closed;

    /// <summary>A message has come, and is in the file if it has a row.</summary>
    public void Put(Message message)
    {
        lock (_lock)
        {
            Box box = Find(message.To);
            box.Messages.Add(message);
            Wake(message.To, box);
        }
    }

    /// <summary>The file has more for a recipient than was put, or in another order.</summary>
    public void LookInFile(string to)
    {
        lock (_lock)
        {
            Box box = Find(to);
            box.InFile = true;
            Wake(to, box);
        }
    }

    /// <summary>Empties a box.</summary>
    /// <returns>Its messages; null if the file is to be looked in first.</returns>
    public List<Message>? Take(string key)
    {
        lock (_lock)
        {
            Box box = _boxes[key];
            if (box.InFile)
            {
                return null;
            }

            List<Message> messages = box.Messages;
            box.Messages = [];
            return messages;
        }
    }

    /// <summary>The file was looked in, in its order with what was put.</summary>
    public void Fill(string key, List<Message> rows)
    {
        HashSet<long> found = [.. rows.Select(message => message.Row)];
        lock (_lock)
        {
            Box box = _boxes[key];
            box.Messages = [.. rows, .. box.Messages.Where(message => !found.Contains(message.Row))];
            box.InFile = false;
        }
    }

    /// <summary>What was taken is not used up. The recipient is not woken: what it waits for will wake it.</summary>
    public void PutBack(string key, IReadOnlyList<Message> messages)
    {
        lock (_lock)
        {
            Box box = _boxes[key];
            box.Messages.InsertRange(0, messages);
        }
    }

    /// <summary>The rows of a recipient were removed; results in memory find out by themselves that nobody waits.</summary>
    public void Forget(string to)
    {
        lock (_lock)
        {
            if (_boxes.TryGetValue(to, out Box? box))
            {
                box.Messages.RemoveAll(message => message.Row != 0);
            }
        }
    }

    public void Wake(string key)
    {
        lock (_lock)
        {
            Wake(key, Find(key));
        }
    }

    /// <summary>Works until told to stop; work that has begun is finished, what waits is let go.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using CancellationTokenRegistration close = stop.Register(Close);
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None)));
    }

    /// <summary>What waits in memory alone.</summary>
    public List<Message> OnlyHere()
    {
        lock (_lock)
        {
            return [.. _boxes.Values.SelectMany(box => box.Messages).Where(message => message.Row == 0)];
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await foreach (string key in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!stop.IsCancellationRequested)
            {
                await work(key, stop);
            }

            Finish(key);
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _ready.Writer.TryComplete();
        }
    }

    private Box Find(string key)
    {
        if (!_boxes.TryGetValue(key, out Box? box))
        {
            _boxes.Add(key, box = new Box());
        }

        return box;
    }

    private void Wake(string key, Box box)
    {
        if (box.IsAtWork)
        {
            box.Again = true;
        }
        else if (!_closed)
        {
            box.IsAtWork = true;
            busy.Begin();
            _ready.Writer.TryWrite(key);
        }
    }

    private void Finish(string key)
    {
        lock (_lock)
        {
            Box box = _boxes[key];
            if (box.Again && !_closed)
            {
                box.Again = false;
                _ready.Writer.TryWrite(key);
                return;
            }

            box.IsAtWork = false;
            box.Again = false;
            if (box is { InFile: false, Messages.Count: 0 })
            {
                _boxes.Remove(key);
            }
        }

        busy.End();
    }

    private sealed class Box
    {
        public List<Message> Messages { get; set; } = [];

        /// <summary>Whether rows of the file may be missing here.</summary>
        public bool InFile { get; set; }

        public bool IsAtWork { get; set; }

        public bool Again { get; set; }
    }
}
