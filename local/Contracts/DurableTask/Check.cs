using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Microsoft.DurableTask;

/// <summary>What arguments are refused for, with the exceptions that the real packages throw.</summary>
internal static class Check
{
    public static T NotNull<T>([NotNull] T? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : class => argument ?? throw new ArgumentNullException(name);

    public static string NotNullOrEmpty([NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? name = null) =>
        NotNull(argument, name) is { Length: > 0 } text && text[0] != '\0'
            ? text
            : throw new ArgumentException("Parameter cannot be an empty string or start with the null character.", name);

    public static T NotDefault<T>(T argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : struct => argument.Equals(default(T))
            ? throw new ArgumentException($"Provided argument cannot be default value defined by '{typeof(T)}'", name)
            : argument;

    public static Type Concrete<TBase>([NotNull] Type? argument, [CallerArgumentExpression(nameof(argument))] string? name = null) =>
        typeof(TBase).IsAssignableFrom(NotNull(argument, name)) && argument is { IsClass: true, IsAbstract: false }
            ? argument
            : throw new ArgumentException(
                $"The provided type ['{argument}'] is invalid. The provided type must inherit from '{typeof(TBase)}', "
                + "be a class, and not be abstract.",
                name);
}
