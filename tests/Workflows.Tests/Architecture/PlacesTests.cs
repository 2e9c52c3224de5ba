using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Tasdir.Functions;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Tests.Architecture;

/// <summary>Where in the source certain things stand, and stand alone.</summary>
public sealed partial class PlacesTests
{
    [Fact]
    public void Orchestrations_stand_in_workflow_files_where_what_must_not_be_replayed_is_a_build_error()
    {
        IEnumerable<string> orchestrations = new[] { typeof(Procedure).Assembly, typeof(App).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null))
            .Select(method => $"{method.DeclaringType!.Name}.workflow.cs");

        IEnumerable<string> files = SourceOf("workflows").Concat(SourceOf("functions")).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.EndsWith(".workflow.cs", StringComparison.Ordinal) && name != "Calls.workflow.cs");

        Assert.Equal(orchestrations.Order(), files.Order());
    }

    [Fact]
    public void Only_Keys_spells_what_the_storage_and_the_runtime_are_asked_for()
    {
        string[] spelt =
        [
            .. from file in SourceOf("shared/Storage").Concat(SourceOf("workflows")).Concat(SourceOf("functions"))
               where Path.GetFileName(file) != "Keys.cs"
               from Match match in SpeltKey().Matches(File.ReadAllText(file))
               select $"{Path.GetFileName(file)}: {match.Value}",
        ];

        Assert.Empty(spelt);
    }

    [Fact]
    public void The_storage_and_the_procedure_repeat_no_name_that_Keys_spells()
    {
        string[] names = [.. typeof(Keys).GetFields().Where(field => field.IsLiteral).Select(field => $"\"{field.GetRawConstantValue()}\"")];
        Assert.Contains("\"nudges\"", names);

        string[] repeated =
        [
            .. from file in SourceOf("shared/Storage").Concat(SourceOf("workflows"))
               where Path.GetFileName(file) != "Keys.cs"
               let text = File.ReadAllText(file)
               from name in names
               where text.Contains(name, StringComparison.Ordinal)
               select $"{Path.GetFileName(file)}: {name}",
        ];

        Assert.Empty(repeated);
    }

    [Fact]
    public void Queue_triggers_listen_to_the_queues_of_Keys_and_to_all_of_them()
    {
        IEnumerable<string> listened = typeof(App).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()).OfType<QueueTriggerAttribute>()
            .Select(trigger => trigger.QueueName);

        Assert.Equal(Keys.Queues.Select(queue => $"%StoragePrefix%-{queue}").Order(), listened.Order());
    }

    // A literal where a table, container, queue, row, instance or entity is named; names put together from Keys begin with a brace.
    [GeneratedRegex("""
        (\.(Table|Container|Queue|GetTableClient|GetQueueClient|GetBlobContainerClient|WithInstanceId)|new\ (TableEntity|StartOrchestrationOptions|EntityInstanceId))
        \([^;{[]*?\$?"[A-Za-z@][^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SpeltKey();

    private static IEnumerable<string> SourceOf(string room, [CallerFilePath] string here = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
        return Directory.EnumerateFiles(Path.Combine(root, room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
    }
}
