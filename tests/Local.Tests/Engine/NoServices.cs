using Microsoft.Extensions.DependencyInjection;

namespace Tasdir.Local.Tests.Engine;

/// <summary>For engines whose functions need no services.</summary>
internal sealed class NoServices : IServiceProvider, IServiceScopeFactory
{
    public object? GetService(Type serviceType) => serviceType == typeof(IServiceScopeFactory) ? this : null;

    public IServiceScope CreateScope() => new Scope(this);

    private sealed record Scope(IServiceProvider ServiceProvider) : IServiceScope
    {
        public void Dispose()
        {
        }
    }
}
