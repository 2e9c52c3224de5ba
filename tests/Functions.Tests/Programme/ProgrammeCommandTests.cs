using Tasdir.Domain.Programme;
using Tasdir.Functions.Programme;

namespace Tasdir.Functions.Tests.Programme;

public sealed class ProgrammeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tasdir-programme-").FullName;

    public ProgrammeCommandTests()
    {
        foreach ((string name, string text) in Programmes.Files())
        {
            string path = PathOf(name[Programmes.Folder.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    [Fact]
    public async Task The_built_in_data_have_no_finding()
    {
        (int status, string output, string errors) = await RunAsync("check");

        Assert.Equal((0, ""), (status, errors));
        Assert.Matches(@"^No finding in \d+ entries of \d+ files; versions: 2025-1\.\n$", output);
    }

    [Fact]
    public async Task Data_in_a_folder_are_checked_before_they_are_built_in()
    {
        Assert.Equal(0, (await RunAsync("check", _folder)).Status);
        Edit("schemes/first-export.yaml", "parts: [40, 60]", "parts: [40, 50]");
        Edit("payer.yaml", "bic: TGRXMAMC", "bic: TGRX-MA");

        (int status, string output, string errors) = await RunAsync("check", _folder);

        Assert.Equal((1, ""), (status, output));
        Assert.Equal(
        [
            $"{PathOf("payer.yaml")}:{LineOf("payer.yaml", "bic:")}: The payer's BIC is not valid.",
            $"{PathOf("payer.yaml")}:{LineOf("payer.yaml", "bic:")}: payer[0].bic is not as the schema says (PatternMismatch): \"TGRX-MA\".",
            $"{PathOf("schemes/first-export.yaml")}:{LineOf("schemes/first-export.yaml", "parts:")}: The tranches of first-export add up to 100 per cent.",
            "Findings: 3.",
        ],
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("regions.yaml", "iso: MA-02", "iso: MA02", "iso is not as the schema says (PatternMismatch): \"MA02\".")]
    [InlineData("measures.yaml", "code: fairs", "code: Fairs", "code is not as the schema says (PatternMismatch): \"Fairs\".")]
    [InlineData("committees.yaml", "rule: mostVotesCast", "rule: unanimity", "rule is not as the schema says (NotInEnumeration): \"unanimity\".")]
    [InlineData("versions.yaml", "name: 2025-1", "name: first", "name is not as the schema says (PatternMismatch): \"first\".")]
    [InlineData("activities.yaml", "code: industry", "kode: industry", "kode is not known here.")]
    [InlineData("documents.yaml", "mostMegabytes: 20", "mostMegabytes: 0.5", "mostMegabytes is not as the schema says (IntegerExpected): 0.5.")]
    [InlineData("deadlines.yaml", "deadlines:", "timeLimits:", "timeLimits is not known here.")]
    public async Task The_schema_finds_the_file_and_the_line(string file, string text, string replacement, string sentence)
    {
        Edit(file, text, replacement);

        (int status, _, string errors) = await RunAsync("check", _folder);

        Assert.Equal(1, status);
        Assert.Contains(
            errors.Split('\n'),
            line => line.StartsWith($"{PathOf(file)}:{LineOf(file, replacement)}: ", StringComparison.Ordinal) && line.EndsWith(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-07-01")]
    [InlineData("2025-06-01")]
    public async Task What_applies_on_a_day_is_shown_as_the_files_spell_it(string day)
    {
        (int status, string output, _) = await RunAsync("show", "--on", day);

        Assert.Equal(0, status);
        Assert.StartsWith($"# {day}: version 2025-1, from 2025-06-01\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  \"10\":\n", output, StringComparison.Ordinal);
        Assert.Contains("name: {fr: Guelmim-Oued Noun, ar: كلميم - واد نون}", output, StringComparison.Ordinal);
        Assert.Contains("\n  consortium:\n", output, StringComparison.Ordinal);
        Assert.Contains("\ncalendar:\n", output, StringComparison.Ordinal);
        Assert.Contains("feast: fitr", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_scheme_is_shown_with_the_documents_that_it_asks_for_and_no_other_scheme()
    {
        (int status, string output, _) = await RunAsync("show", "--on", "2026-07-01", "--scheme", "craft-export");

        Assert.Equal(0, status);
        Assert.Contains("\n  craft-export:\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  expense-proof:\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n  commitment-letter:\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n  consortium:\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_two_days_of_one_version_nothing_changed_and_before_the_programme_there_was_nothing()
    {
        Assert.EndsWith("\nNothing changed.\n", (await RunAsync("diff", "2026-01-01", "2026-12-31")).Output, StringComparison.Ordinal);
        string began = (await RunAsync("diff", "2025-05-31", "2025-06-01")).Output;

        Assert.StartsWith("2025-05-31: before the programme\n2025-06-01: version 2025-1 (", began, StringComparison.Ordinal);
        Assert.Contains("\n+ schemes/first-export/ceilings/application: 400000\n", began, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no scheme fairs on 2026-07-01; there are consortium, craft-export, first-export, growth-contract, social-economy.", "show", "--on", "2026-07-01", "--scheme", "fairs")]
    [InlineData("31/12/2026 is no date; it is written 2026-07-01.", "show", "--on", "31/12/2026")]
    [InlineData("2026-02-30 is no date; it is written 2026-07-01.", "diff", "2026-01-01", "2026-02-30")]
    [InlineData("The programme had not begun; its first day is 2025-06-01.", "show", "--on", "2025-05-31")]
    [InlineData("There is no folder nowhere.", "check", "nowhere")]
    public async Task What_cannot_be_answered_is_said_in_a_sentence(string sentence, params string[] words)
    {
        (int status, string output, string errors) = await RunAsync(words);

        Assert.Equal((1, "", sentence + "\n"), (status, output, errors));
    }

    [Fact]
    public async Task Words_that_are_no_command_are_answered_with_the_usage() =>
        Assert.Equal((1, "", ProgrammeCommand.Usage + "\n"), await RunAsync("list"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] words)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter errors = new() { NewLine = "\n" };
        int status = await ProgrammeCommand.RunAsync(words, output, errors, TestContext.Current.CancellationToken);
        return (status, output.ToString(), errors.ToString());
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private int LineOf(string file, string text)
    {
        string[] lines = File.ReadAllLines(PathOf(file));
        return Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal)) + 1;
    }

    private void Edit(string file, string text, string replacement)
    {
        string source = File.ReadAllText(PathOf(file));
        int place = source.IndexOf(text, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{file} has no {text}.");
        File.WriteAllText(PathOf(file), source[..place] + replacement + source[(place + text.Length)..]);
    }
}
