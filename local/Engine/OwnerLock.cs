namespace Tasdir.Local.Engine;

/// <summary>One process owns a history: a file beside it, held open for as long as the process lives, however it ends.</summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    public OwnerLock(string path)
    {
        try
        {
            _file = new FileStream(path + ".owner", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new EngineException($"The history {path} is in use by another process; stop that one, or choose another folder.", held);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new EngineException($"The history {path} cannot be written: {denied.Message}", denied);
        }
    }

    public void Dispose() => _file.Dispose();
}
