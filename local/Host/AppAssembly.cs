using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Tasdir.Local.Host;

/// <summary>
/// The built app in this process. The process is started without dependencies of its own (<c>start.deps.json</c>), so that an
/// assembly that app and host both use is looked for among the app's first: it runs on what it was built and locked with.
/// </summary>
internal static class AppAssembly
{
    public static Assembly Load(string app, string host)
    {
        AssemblyDependencyResolver[] resolvers = [new(app), new(host)];
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            resolvers.Select(resolver => resolver.ResolveAssemblyToPath(name)).OfType<string>().FirstOrDefault() is { } found
                ? context.LoadFromAssemblyPath(found)
                : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(name)).OfType<string>().FirstOrDefault() is { } found
                ? NativeLibrary.Load(found)
                : 0;
        var loaded = AssemblyLoadContext.Default.LoadFromAssemblyPath(app);
        // The worker looks for the app's start-up classes in the program that was started.
        Assembly.SetEntryAssembly(loaded);
        return loaded;
    }

    /// <summary>Runs its entry point to the end.</summary>
    public static async Task<int> RunAsync(Assembly app, string[] args)
    {
        var entry = app.EntryPoint ?? throw new StartupException($"{app.Location} is no program.");
        object? ended;
        try
        {
            ended = entry.Invoke(null, entry.GetParameters().Length == 0 ? null : [args]);
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }

        return ended switch
        {
            Task<int> code => await code,
            Task done => await DoneAsync(done),
            int code => code,
            _ => 0,
        };

        static async Task<int> DoneAsync(Task done)
        {
            await done;
            return 0;
        }
    }
}
