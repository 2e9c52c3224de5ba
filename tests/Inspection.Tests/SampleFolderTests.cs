using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

/// <summary>The checks on files as they lie on a disk. <c>TASDIR_SAMPLES</c> names a folder that the files are left in.</summary>
public sealed class SampleFolderTests
{
    [Fact]
    public async Task Every_good_file_of_the_folder_can_be_used_and_no_bad_one_and_the_scanner_finds_what_only_a_scanner_can()
    {
        string? kept = Environment.GetEnvironmentVariable("TASDIR_SAMPLES");
        string folder = kept ?? Directory.CreateTempSubdirectory("tasdir-samples-").FullName;
        IReadOnlyList<(SampleFile File, string Path, bool Passes)> samples = SampleFolder.Write(folder);

        Assert.All(samples, sample => Assert.Equal((sample.Path, sample.Passes), (sample.Path, CanBeUsed(sample.File, sample.Path))));
        Assert.SkipUnless(Clamd.IsThere, Clamd.NotThere);
        await using Clamd clamd = new();
        MalwareScanner scanner = new(new ScannerOptions { Kind = ScannerKind.Clamd, Clamd = await clamd.StartAsync() });
        foreach (string path in Directory.GetFiles(Path.Combine(folder, "malware")))
        {
            await using FileStream content = File.OpenRead(path);
            Assert.Equal(CheckOutcome.Failed, (await scanner.ScanAsync(content, TestContext.Current.CancellationToken)).Outcome);
        }

        if (kept is null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool CanBeUsed(SampleFile file, string path)
    {
        using FileStream content = File.OpenRead(path);
        CheckReport format = FormatCheck.Of(content, file.FileName, file.ContentType, Looks.Everything);
        content.Position = 0;
        CheckReport structure = StructureCheck.Of(content, FileFormats.ByContentType(file.ContentType)!, Looks.Everything, new InspectionLimits()).Report;
        return format.Outcome != CheckOutcome.Failed && structure.Outcome != CheckOutcome.Failed;
    }
}
