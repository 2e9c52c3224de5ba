using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

public interface IDurableTaskClientProvider
{
    DurableTaskClient GetClient(string? name = null);
}

/// <summary>The clients of a host, by name.</summary>
internal sealed class DurableTaskClients(IEnumerable<DurableTaskClients.Container> clients) : IDurableTaskClientProvider
{
    public DurableTaskClient GetClient(string? name = null)
    {
        string wanted = name ?? Options.DefaultName;
        return clients.FirstOrDefault(container => container.Client.Name == wanted)?.Client ?? throw new ArgumentOutOfRangeException(
            nameof(name),
            wanted,
            "The value of this argument must be in the set of available clients: "
            + $"[{string.Join(", ", clients.Select(container => $"\"{container.Client.Name}\""))}].");
    }

    /// <summary>Keeps a client for its container to dispose of, which a client that is not registered by its type needs.</summary>
    internal sealed class Container(DurableTaskClient client) : IAsyncDisposable
    {
        public DurableTaskClient Client { get; } = Check.NotNull(client);

        public ValueTask DisposeAsync() => Client.DisposeAsync();
    }
}
