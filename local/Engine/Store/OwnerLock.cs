namespace Tasdir.Local.Engine;

/// <summary>One process owns a history: a file beside it, held open for as long as the process lives, however it ends.</summary>
internal sealed class OwnerLock : IDisposable
{
    // What an operating system says of a file that another process holds: Linux, macOS, Windows.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream _file;

    public OwnerLock(string path)
    {
        try
        {
            _file = new FileStream(path + ".owner", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (s_held.Contains(held.HResult))
        {
            throw new EngineException($"The history {path} is in use by another process; stop that one, or choose another folder.", held);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"The history {path} cannot be written: {denied.Message}", denied);
        }
    }

    public void Dispose() => _file.Dispose();
}
