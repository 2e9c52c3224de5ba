using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Tasdir.Local.Host;

/// <summary>The built application. What goes wrong at its start is told as a <see cref="StartupException"/>.</summary>
internal sealed class LocalHost(WebApplication web, LocalAddress address, Action started) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => web.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await web.StartAsync(cancellationToken);
            started();
        }
        catch (OptionsValidationException e)
        {
            throw new StartupException($"A setting cannot be used: {string.Join(" ", e.Failures)}", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<StartupException>().FirstOrDefault() is { } first)
        {
            throw new StartupException(first.Message, e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => web.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        address.Dispose();
    }
}
