using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Tasdir.Local.Host;

/// <summary>Replaces <c>%Name%</c> in a trigger's attribute by the setting of that name.</summary>
internal static partial class SettingNames
{
    /// <exception cref="StartupException">There is no such setting.</exception>
    public static string Resolve(string text, Function function, IConfiguration settings) => Pattern().Replace(text, match =>
        settings[match.Groups[1].Value.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]
        ?? throw new StartupException($"Function {function.Name} needs the setting {match.Groups[1].Value}, and there is none."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Pattern();
}
