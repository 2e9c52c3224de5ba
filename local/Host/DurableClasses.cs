using System.Reflection;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Host;

/// <summary>The application's orchestrators, activities and entities that are classes with a <see cref="DurableTaskAttribute"/>.</summary>
internal static class DurableClasses
{
    public static void AddTo(DurableTaskRegistry registry, Assembly application)
    {
        foreach (var type in FunctionCatalogue.TypesOf(application).Where(IsTask))
        {
            _ = typeof(ITaskOrchestrator).IsAssignableFrom(type) ? registry.AddOrchestrator(type)
                : typeof(ITaskActivity).IsAssignableFrom(type) ? registry.AddActivity(type)
                : typeof(ITaskEntity).IsAssignableFrom(type) ? registry.AddEntity(type)
                : registry;
        }
    }

    private static bool IsTask(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsDefined(typeof(DurableTaskAttribute));
}
