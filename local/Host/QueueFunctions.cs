using Azure;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Tasdir.Local.Host;

/// <summary>The application's queue functions.</summary>
internal sealed class QueueFunctions(
    HostJson hostJson,
    FunctionCatalogue functions,
    Invoker invoker,
    IConfiguration settings,
    ILogger<QueueFunctions> log) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<QueueFunction> queues = [];
    private readonly List<Task> loops = [];

    /// <exception cref="StartupException">A queue's storage cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var function in functions.Of("queueTrigger"))
        {
            queues.Add(await OpenAsync(function, cancellation));
        }

        loops.AddRange(queues.Select(queue => Task.Run(() => queue.RunAsync(stopping.Token), CancellationToken.None)));
    }

    /// <summary>
    /// Whether no message is being handled and none waits to be seen. Where one waits, its queue is looked at at once.
    /// </summary>
    public async Task<bool> AreQuietAsync(CancellationToken cancellation)
    {
        foreach (var queue in queues)
        {
            if (!await queue.IsQuietAsync(cancellation))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes no more messages and waits for those being handled.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(loops).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        queues.ForEach(queue => queue.Dispose());
        stopping.Dispose();
    }

    private async Task<QueueFunction> OpenAsync(Function function, CancellationToken cancellation)
    {
        var name = SettingNames.Resolve(function.Trigger.QueueName ?? "", function, settings).ToLowerInvariant();
        var connection = Connection(function);
        try
        {
            var queue = new QueueClient(connection, name);
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            return new QueueFunction(function, queue, new QueueClient(connection, name + "-poison"), hostJson.Queues, invoker, log);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or FormatException)
        {
            throw new StartupException($"The queue {name} of function {function.Name} cannot be reached: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    private string Connection(Function function)
    {
        var setting = string.IsNullOrEmpty(function.Trigger.Connection)
            ? "AzureWebJobsStorage"
            : SettingNames.Resolve(function.Trigger.Connection, function, settings);
        return settings["AzureWebJobs" + setting] ?? settings[setting] ?? throw new StartupException(
            $"Function {function.Name} needs the setting {setting} (a storage connection string), and there is none.");
    }
}
