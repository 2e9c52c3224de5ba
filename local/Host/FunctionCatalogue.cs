using Microsoft.Extensions.Configuration;

namespace Tasdir.Local.Host;

/// <summary>The functions of the worker, but for those switched off by setting.</summary>
internal sealed class FunctionCatalogue(WorkerChannel channel, IConfiguration settings)
{
    private IReadOnlyList<Function> all = [];

    /// <summary>Those of one kind of trigger, as <c>queueTrigger</c>.</summary>
    public IEnumerable<Function> Of(string trigger) => all.Where(function => function.Trigger.Is(trigger));

    /// <summary>How many there are.</summary>
    public int Count => all.Count;

    /// <summary>The function of that name and kind; names ignore case.</summary>
    public Function? Find(string trigger, string name) =>
        Of(trigger).FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits until the worker has loaded them.</summary>
    /// <exception cref="StartupException">One cannot be loaded, or two have the same name.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var loaded = await channel.LoadedAsync(cancellation);
        if (loaded.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new StartupException($"Two functions have the name {twice.Key}.");
        }

        all = [.. loaded.Where(function => !settings.GetValue<bool>($"AzureWebJobs.{function.Name}.Disabled")).Select(Function.Of)];
    }
}
