using System.Collections;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Worker;
using P = Microsoft.DurableTask.Protobuf;

namespace Tasdir.Local.Engine;

/// <summary>Failures as the SDK's worker tells them.</summary>
internal static class Failures
{
    /// <summary>Nobody registered that name. Trying again does not help, so no retry policy is asked.</summary>
    public static P.TaskFailureDetails NotFound(string what, string name, string? version) => new()
    {
        ErrorType = $"{what}TaskNotFound",
        ErrorMessage = $"No {what.ToLowerInvariant()} task named '{name}'{(string.IsNullOrEmpty(version) ? "" : $" with version '{version}'")} was found.",
        IsNonRetriable = true,
    };

    public static P.TaskFailureDetails Of(Exception wrong, IExceptionPropertiesProvider? properties)
    {
        P.TaskFailureDetails failure = new()
        {
            ErrorType = wrong.GetType().FullName,
            ErrorMessage = wrong.Message,
            StackTrace = wrong.StackTrace,
            InnerFailure = wrong.InnerException is { } inner ? Of(inner, properties) : null,
        };
        foreach ((string name, object? value) in properties?.GetExceptionProperties(wrong) ?? new Dictionary<string, object?>())
        {
            failure.Properties[name] = ValueOf(value);
        }

        return failure;
    }

    // A time is text with a sign before it.
    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool truth => Value.ForBool(truth),
        int or long or float or double or decimal => Value.ForNumber(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        DateTime time => Value.ForString($"dt:{time:O}"),
        DateTimeOffset time => Value.ForString($"dto:{time:O}"),
        IDictionary<string, object?> map => Value.ForStruct(new Struct { Fields = { map.ToDictionary(pair => pair.Key, pair => ValueOf(pair.Value)) } }),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ValueOf)]),
        _ => Value.ForString(value.ToString() ?? ""),
    };
}
