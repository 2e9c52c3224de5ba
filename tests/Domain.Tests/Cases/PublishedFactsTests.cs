using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

/// <summary>
/// The facts as they are stored. A published fact is read for ten years: a change of <c>approved/facts.jsonl</c> may add a
/// line or a field that can be missing, and nothing else.
/// </summary>
public sealed class PublishedFactsTests
{
    private static readonly JsonSerializerOptions s_readable = new(CaseJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Every_kind_of_fact_has_a_name_of_its_own_and_a_sample_here()
    {
        Type[] kinds = [.. typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent)) && !type.IsAbstract)];
        JsonDerivedTypeAttribute[] named = [.. typeof(CaseEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()];

        Assert.Equal(Names(kinds), Names(named.Select(name => name.DerivedType)));
        Assert.Equal(named.Length, named.Select(name => name.TypeDiscriminator).Distinct().Count());
        Assert.All(named, name => Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name.DerivedType.Name), name.TypeDiscriminator));
        Assert.Equal(Names(kinds), Names(Facts.All.Select(fact => fact.GetType()).Distinct()));

        static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order();
    }

    public static TheoryData<string> Kinds => [.. Facts.All.Select(Facts.NameOf)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fact_is_read_as_it_was_written(string kind) =>
        IsReadAsWritten(Facts.All.Single(candidate => Facts.NameOf(candidate) == kind));

    [Fact]
    public void A_fact_with_members_that_were_added_later_is_read_as_it_was_written() => Assert.All(Facts.Extended, IsReadAsWritten);

    [Fact]
    public async Task The_stored_shape_of_every_fact_is_as_approved()
    {
        string[] actual = [.. Facts.All.Concat(Facts.Extended).Select(fact => JsonSerializer.Serialize(fact, s_readable))];

        string[] approved = await ApprovedAsync(actual);

        Assert.Equal(approved, actual);
        Assert.All(approved, line => Assert.Equal(line, JsonSerializer.Serialize(JsonSerializer.Deserialize<CaseEvent>(line, s_readable), s_readable)));
    }

    [Fact]
    public void A_line_with_a_field_or_a_fact_that_is_not_known_is_not_read_as_something_else()
    {
        string line = new LogEntry(1, SampleCase.Beginning, Actor.Procedure, "test", new CheckOpened(), LogEntry.Genesis).ToJson();

        Assert.Throws<JsonException>(() => LogEntry.FromJson(line.Replace("checkOpened", "checkOpenedTwice", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => LogEntry.FromJson(line.Replace("\"checkOpened\"", "\"checkOpened\",\"by\":1", StringComparison.Ordinal)));
    }

    private static void IsReadAsWritten(CaseEvent fact)
    {
        LogEntry entry = new(7, SampleCase.Beginning, new Actor("officer-1", Role.Officer), "key-1", fact, LogEntry.Genesis);

        LogEntry read = LogEntry.FromJson(entry.ToJson());

        Assert.IsType(fact.GetType(), read.Event);
        Assert.Equal(entry.ToJson(), read.ToJson());
    }

    private static async Task<string[]> ApprovedAsync(string[] actual, [CallerFilePath] string here = "")
    {
        string approved = Path.Combine(Path.GetDirectoryName(here)!, "approved", "facts.jsonl");
        string[] expected = File.Exists(approved) ? await File.ReadAllLinesAsync(approved) : [];
        if (!expected.SequenceEqual(actual))
        {
            await File.WriteAllLinesAsync(Path.ChangeExtension(approved, ".received.jsonl"), actual);
        }

        return expected;
    }
}
