using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Domain.Programme;

/// <summary>The programme's rules, as the files of <c>Data</c> hold them.</summary>
public static class Programmes
{
    /// <summary>Where the files are in the repository.</summary>
    public const string Folder = "shared/Domain/Programme/Data/";

    /// <summary>The schema of the files, beside them.</summary>
    public const string SchemaFile = "programme.schema.json";

    private const string Resources = "Data/";
    private static readonly Lazy<ProgrammeData> s_data = new(() => ProgrammeData.Read(Files()));

    /// <summary>The data.</summary>
    public static ProgrammeData Data => s_data.Value;

    /// <summary>Every version, oldest first.</summary>
    public static IReadOnlyList<ProgrammeRules> All => Data.Rules;

    /// <summary>The rules under which applications are submitted on a day.</summary>
    /// <exception cref="InvalidOperationException">The programme had not begun.</exception>
    public static ProgrammeRules Current(DateOnly on) => Data.On(on);

    /// <summary>A version by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ProgrammeRules Version(string version) => Data.Version(version);

    /// <summary>The JSON schema of the files.</summary>
    public static string Schema()
    {
        using StreamReader reader = new(typeof(Programmes).Assembly.GetManifestResourceStream(Resources + SchemaFile)!);
        return reader.ReadToEnd();
    }

    /// <summary>The files as they were built in: path in the repository, and text.</summary>
    public static IEnumerable<(string Name, string Text)> Files()
    {
        foreach (string name in typeof(Programmes).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Resources, StringComparison.Ordinal) && name != Resources + SchemaFile)
            {
                using StreamReader reader = new(typeof(Programmes).Assembly.GetManifestResourceStream(name)!);
                yield return (Folder + name[Resources.Length..], reader.ReadToEnd());
            }
        }
    }
}
