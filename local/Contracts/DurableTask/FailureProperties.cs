using System.Collections;
using System.Globalization;

namespace Microsoft.DurableTask;

/// <summary>What a provider tells of an exception, in the kinds of values that a failure keeps: text, truth, numbers, times, lists and maps.</summary>
internal static class FailureProperties
{
    public static IDictionary<string, object?>? Plain(IDictionary<string, object?>? told) =>
        told?.ToDictionary(property => property.Key, property => Plain(property.Value));

    private static object? Plain(object? value) => value switch
    {
        null or string or bool or double or DateTime or DateTimeOffset => value,
        int or long or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        IDictionary<string, object?> map => Plain(map),
        IEnumerable list => list.Cast<object?>().Select(Plain).ToList(),
        _ => value.ToString() ?? "",
    };
}
