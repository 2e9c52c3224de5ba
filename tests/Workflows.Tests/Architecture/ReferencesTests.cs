using System.Reflection;
using Tasdir.Domain.Cases;
using Tasdir.Functions;
using Tasdir.Inspection;
using Tasdir.Local.Engine;
using Tasdir.Mail;
using Tasdir.Storage;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Tests.Architecture;

/// <summary>
/// Which room may know which: whatever a compiled room uses of another stands in its assembly's references. The app knows
/// nothing of the host that runs it, nor that host of the app.
/// </summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<Assembly, string[]> s_allowed = new()
    {
        [typeof(CaseFile).Assembly] = [],
        [typeof(Keys).Assembly] = ["Tasdir.Domain"],
        [typeof(MailSender).Assembly] = ["Tasdir.Domain"],
        [typeof(FileFormat).Assembly] = ["Tasdir.Domain"],
        [typeof(Procedure).Assembly] = ["Tasdir.Domain", "Tasdir.Inspection", "Tasdir.Storage", "Tasdir.Mail"],
        [typeof(App).Assembly] = ["Tasdir.Domain", "Tasdir.Inspection", "Tasdir.Storage", "Tasdir.Mail", "Tasdir.Workflows"],
        [typeof(DurableEngine).Assembly] = [],
    };

    public static TheoryData<string> Rooms => [.. s_allowed.Keys.Select(room => room.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_refers_only_to_the_rooms_below_it(string room)
    {
        (Assembly assembly, string[] allowed) = s_allowed.Single(pair => pair.Key.GetName().Name == room);

        Assert.Empty(ReferencesOf(assembly).Where(name => name.StartsWith("Tasdir.", StringComparison.Ordinal)).Except(allowed));
    }

    [Fact]
    public void The_domain_refers_to_nothing_but_the_base_library_and_the_reader_of_its_data() =>
        Assert.Equal(["YamlDotNet"], ReferencesOf(typeof(CaseFile).Assembly).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
