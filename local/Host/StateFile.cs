using System.Text.Json;

namespace Tasdir.Local.Host;

/// <summary>A small JSON file in the state folder: read once, replaced whole at each write, never half written.</summary>
internal sealed class StateFile<T>(string path)
    where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock gate = new();
    private T? content;

    /// <summary>What <paramref name="read"/> finds in the content.</summary>
    public TValue Read<TValue>(Func<T, TValue> read)
    {
        lock (gate)
        {
            return read(content ??= Load());
        }
    }

    /// <summary>Changes the content and writes it.</summary>
    public void Change(Action<T> change)
    {
        lock (gate)
        {
            change(content ??= Load());
            var fresh = path + ".new";
            File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(content, Json));
            File.Move(fresh, path, overwrite: true);
        }
    }

    private T Load()
    {
        if (!File.Exists(path))
        {
            return new T();
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) ?? new T();
        }
        catch (JsonException e)
        {
            throw new StartupException($"{path}, line {e.LineNumber + 1}: the file is damaged; delete it to begin anew.", e);
        }
    }
}
