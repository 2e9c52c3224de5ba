using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tasdir.Domain.Cases;

/// <summary>Who did something.</summary>
/// <param name="Id">Subject of the sign-in; a committee seat; or <c>tasdir</c> for the procedure itself.</param>
/// <param name="Role">In which role.</param>
public sealed record Actor(string Id, Role Role)
{
    /// <summary>The procedure itself.</summary>
    public static Actor Procedure { get; } = new("tasdir", Role.System);
}

/// <summary>What a person may be in the programme.</summary>
public enum Role
{
    /// <summary>Applies for support.</summary>
    Applicant,

    /// <summary>Files applications in a region for people who cannot, with their consent.</summary>
    Agent,

    /// <summary>Checks files in a region.</summary>
    Officer,

    /// <summary>Votes in a committee.</summary>
    Member,

    /// <summary>Keeps a committee's papers: convenes its meetings and sees to the mail that nothing could be made of.</summary>
    Secretary,

    /// <summary>Prepares payments in a region.</summary>
    Preparer,

    /// <summary>Verifies that the service was done.</summary>
    Verifier,

    /// <summary>Authorising officer (ordonnateur): orders payments.</summary>
    Authoriser,

    /// <summary>Accountant (comptable): visas payments and makes the payment files.</summary>
    Accountant,

    /// <summary>The bank, by its reports.</summary>
    Bank,

    /// <summary>Watches over every region; confirms when movable feasts fall and holds documents back from erasure, and changes no case otherwise.</summary>
    ProgrammeOffice,

    /// <summary>Runs the system.</summary>
    Operator,

    /// <summary>Tasdir itself.</summary>
    System,
}

/// <summary>One line of a case's log, chained to the line before by its hash so that a changed or missing line shows.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Cause">The operation that brought it: an idempotency key, a link, a report, a step of the procedure.</param>
/// <param name="Event">What happened.</param>
/// <param name="Previous">Hash of the line before; of the first, sixty-four zeros.</param>
public sealed record LogEntry(int Sequence, DateTimeOffset At, Actor Actor, string Cause, CaseEvent Event, string Previous)
{
    /// <summary>What the first line names as the hash before it.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The line as it is stored and hashed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CaseJson.Options);

    /// <summary>Reads a stored line.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static LogEntry FromJson(string json) =>
        JsonSerializer.Deserialize<LogEntry>(json, CaseJson.Options) ?? throw new JsonException("A log entry is not null.");

    /// <summary>SHA-256 of a stored line, lower-case hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}

/// <summary>How the facts of a case are written as JSON: camelCase, enums by name, nothing for null.</summary>
public static class CaseJson
{
    /// <summary>The one set of options for logs, requests and answers.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
