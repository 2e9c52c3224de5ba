using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Tasdir.Local.Host;

/// <summary>The built app in this process: its assemblies are found where it was built, and it is taken for the program.</summary>
internal static class AppAssembly
{
    public static Assembly Load(string path)
    {
        var resolver = new AssemblyDependencyResolver(path);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            resolver.ResolveUnmanagedDllToPath(name) is { } found ? NativeLibrary.Load(found) : 0;
        var app = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        // The worker looks for the app's start-up classes in the program that was started.
        Assembly.SetEntryAssembly(app);
        return app;
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
            Task done => await Done(done),
            int code => code,
            _ => 0,
        };

        static async Task<int> Done(Task done)
        {
            await done;
            return 0;
        }
    }
}
