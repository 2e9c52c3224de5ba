using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Tasdir.Local.Host;

/// <summary>The functions of an application.</summary>
internal static class FunctionCatalogue
{
    /// <summary>The functions of an assembly and of the assemblies it references, but for those switched off by setting.</summary>
    /// <exception cref="StartupException">Two functions have the same name, or one cannot be run.</exception>
    public static IReadOnlyList<Function> Find(Assembly application, IConfiguration settings) =>
        [.. Read(TypesOf(application))
            .Where(f => !settings.GetValue<bool>($"AzureWebJobs.{f.Name}.Disabled"))];

    /// <summary>The types of an assembly and of the assemblies it references, where they can have functions; an internal class can, a private one cannot.</summary>
    public static IEnumerable<Type> TypesOf(Assembly application) =>
        AssembliesOf(application).SelectMany(a => a.GetTypes()).Where(t => t.IsVisible || !t.IsNested);

    /// <inheritdoc cref="Find"/>
    internal static IReadOnlyList<Function> Read(IEnumerable<Type> types)
    {
        var faults = new List<string>();
        var functions = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.Where(t => t.IsClass).SelectMany(MethodsOf))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } named)
            {
                continue;
            }

            var where = $"Function {named.Name} ({method.DeclaringType!.FullName}.{method.Name})";
            var triggers = method.GetParameters().Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
            if (triggers is not [var parameter])
            {
                faults.Add($"{where} cannot be run: it must have one trigger and has {triggers.Count}.");
                continue;
            }

            var function = new Function(named.Name, method, parameter, parameter.GetCustomAttribute<TriggerBindingAttribute>()!);
            if (Signature.Fault(function) is { } fault)
            {
                faults.Add($"{where} cannot be run: {fault}.");
            }
            else if (!functions.TryAdd(named.Name, function))
            {
                faults.Add($"{where} has the name of another function, {functions[named.Name].EntryPoint}.");
            }
        }

        return faults.Count == 0 ? [.. functions.Values] : throw new StartupException(string.Join(Environment.NewLine, faults));
    }

    private static MethodInfo[] MethodsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    // Only what refers to the declarations can have functions; nothing else is loaded for this.
    private static HashSet<Assembly> AssembliesOf(Assembly application)
    {
        var declarations = typeof(FunctionAttribute).Assembly;
        var found = new HashSet<Assembly> { application };
        var open = new Queue<Assembly>(found);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(MayBeOurs))
            {
                if (Assembly.Load(name) is var next && next != declarations && found.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        found.RemoveWhere(a => a.GetReferencedAssemblies().All(r => r.Name != declarations.GetName().Name));
        return found;
    }

    private static bool MayBeOurs(AssemblyName assembly) => assembly.Name is { } name
        && !name.StartsWith("System", StringComparison.Ordinal)
        && !name.StartsWith("Microsoft.", StringComparison.Ordinal)
        && !name.StartsWith("Azure.", StringComparison.Ordinal)
        && name is not ("netstandard" or "mscorlib");
}
