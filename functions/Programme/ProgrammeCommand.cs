using System.Globalization;
using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Functions.Programme;

/// <summary>The programme's rules for whoever answers for them: <c>programme check</c>, <c>programme show</c>, <c>programme diff</c>.</summary>
public static class ProgrammeCommand
{
    /// <summary>How the commands are written.</summary>
    public const string Usage = """
        dotnet run --project functions -- programme check [FOLDER]  checks the programme's data, or those in a folder
        dotnet run --project functions -- programme show --on DATE [--scheme S]   prints what applies on a day: 2026-07-01
        dotnet run --project functions -- programme diff A B        prints what changed between two days
        """;

    /// <summary>Runs a command.</summary>
    /// <param name="words">What follows <c>programme</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="errors">Where findings and faults go.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>0 if nothing is wrong.</returns>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors, CancellationToken cancellation) => words switch
    {
        ["check"] => await CheckAsync(Programmes.Data, output, errors, cancellation),
        ["check", [not '-', ..] folder] when Directory.Exists(folder) => await CheckAsync(Read(folder), output, errors, cancellation),
        ["check", [not '-', ..] folder] => await FailAsync(errors, $"There is no folder {folder}."),
        ["show", "--on", string day, .. string[] rest] => await ShowAsync(day, rest, output, errors),
        ["show", "--scheme", string scheme, "--on", string day] => await ShowAsync(day, ["--scheme", scheme], output, errors),
        ["diff", string from, string to] => await DiffAsync(from, to, output, errors),
        _ => await FailAsync(errors, Usage),
    };

    private static async Task<int> CheckAsync(ProgrammeData data, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        Finding[] findings =
        [
            .. data.Findings.Concat(await SchemaCheck.OfAsync(data, cancellation))
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line),
        ];
        foreach (Finding finding in findings)
        {
            await errors.WriteLineAsync(finding.ToString());
        }

        if (findings.Length > 0)
        {
            return await FailAsync(errors, $"Findings: {findings.Length}.");
        }

        await output.WriteLineAsync($"No finding in {data.Entries.Count} entries of {data.Files.Count} files; versions: {string.Join(", ", data.Rules.Select(rules => rules.Version))}.");
        return 0;
    }

    private static async Task<int> ShowAsync(string day, string[] rest, TextWriter output, TextWriter errors)
    {
        if (!TryDate(day, out DateOnly on))
        {
            return await FailAsync(errors, $"{day} is no date; it is written 2026-07-01.");
        }

        if (on < Programmes.All[0].EffectiveFrom)
        {
            return await FailAsync(errors, $"The programme had not begun; its first day is {Programmes.All[0].EffectiveFrom:O}.");
        }

        switch (rest)
        {
            case []:
                await output.WriteAsync(ProgrammeText.Of(Programmes.Data, on));
                return 0;
            case ["--scheme", string scheme] when Programmes.Current(on).TryScheme(scheme) is { } found:
                await output.WriteAsync(ProgrammeText.Of(Programmes.Data, on, found));
                return 0;
            case ["--scheme", string scheme]:
                return await FailAsync(errors, $"There is no scheme {scheme} on {day}; there are {string.Join(", ", Programmes.Current(on).Schemes.Select(known => known.Code))}.");
            default:
                return await FailAsync(errors, Usage);
        }
    }

    private static async Task<int> DiffAsync(string from, string to, TextWriter output, TextWriter errors)
    {
        if (!TryDate(from, out DateOnly before) || !TryDate(to, out DateOnly after))
        {
            return await FailAsync(errors, $"{(TryDate(from, out _) ? to : from)} is no date; it is written 2026-07-01.");
        }

        await output.WriteAsync(ProgrammeDiff.Between(Programmes.Data, before, after));
        return 0;
    }

    private static ProgrammeData Read(string folder) => ProgrammeData.Read(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".json" && Path.GetFileName(path) != Programmes.SchemaFile)
            .Order(StringComparer.Ordinal)
            .Select(path => (path.Replace('\\', '/'), File.ReadAllText(path))));

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static async Task<int> FailAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 1;
    }
}
