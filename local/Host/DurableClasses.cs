using System.Reflection;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Tasdir.Local.Host;

/// <summary>
/// The application's orchestrators, activities and entities that are classes with a <see cref="DurableTaskAttribute"/>. One
/// that has a function of its name runs by that.
/// </summary>
internal static class DurableClasses
{
    public static void AddTo(DurableTaskRegistry registry, Assembly application)
    {
        foreach (var type in FunctionCatalogue.TypesOf(application).Where(IsTask))
        {
            var name = TaskName.Of(type);
            _ = typeof(ITaskOrchestrator).IsAssignableFrom(type) && registry.Orchestrator(name) is null ? registry.AddOrchestrator(type)
                : typeof(ITaskActivity).IsAssignableFrom(type) && registry.Activity(name) is null ? registry.AddActivity(type)
                : typeof(ITaskEntity).IsAssignableFrom(type) && registry.Entity(name) is null ? registry.AddEntity(type)
                : registry;
        }
    }

    private static bool IsTask(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsDefined(typeof(DurableTaskAttribute));
}
