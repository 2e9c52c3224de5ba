using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Tasdir.Local.Host;

/// <summary>The application's settings: sample file, then own file, then what the application reads itself.</summary>
internal static class HostSettings
{
    private const string DefaultAddress = "http://localhost:7071";

    /// <summary>Puts the files before what the application reads itself: environment and command line win over them.</summary>
    public static void AddFiles(IConfigurationBuilder configuration, HostFolders folders)
    {
        var files = new[] { folders.SampleSettings, folders.Settings }.Select(Source).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            configuration.Sources.Insert(i, files[i]);
        }
    }

    /// <summary>Points the settings that name this host by its usual address at the address that it has.</summary>
    public static void PointAt(ConfigurationManager configuration, LocalAddress address)
    {
        if (address.BaseUrl == DefaultAddress)
        {
            return;
        }

        configuration.AddInMemoryCollection(configuration.AsEnumerable()
            .Where(setting => setting.Value?.Contains(DefaultAddress, StringComparison.OrdinalIgnoreCase) == true)
            .Select(setting => KeyValuePair.Create(
                setting.Key,
                (string?)setting.Value!.Replace(DefaultAddress, address.BaseUrl, StringComparison.OrdinalIgnoreCase)))
            .ToList());
    }

    /// <summary>Gives settings that hold one text another.</summary>
    public static void Replace(ConfigurationManager configuration, string held, string value) => configuration.AddInMemoryCollection(
        configuration.AsEnumerable().Where(setting => setting.Value == held).Select(setting => KeyValuePair.Create(setting.Key, (string?)value)).ToList());

    private static MemoryConfigurationSource Source(string path)
    {
        if (!File.Exists(path) || !JsonText.ReadObject(path).TryGetProperty("Values", out var values))
        {
            return new();
        }

        if (values.ValueKind != JsonValueKind.Object)
        {
            throw new StartupException($"{path}: \"Values\" must be an object of names and texts.");
        }

        return new()
        {
            InitialData = values.EnumerateObject().Select(value => KeyValuePair.Create(
                value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
                TextOf(path, value))).ToList(),
        };
    }

    private static string? TextOf(string path, JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Object or JsonValueKind.Array =>
            throw new StartupException($"{path}: \"{value.Name}\" must be a text; write nested names with two underscores."),
        _ => value.Value.GetRawText(),
    };
}
