using System.Globalization;

namespace Tasdir.TestKit.Files;

/// <summary>The sample files as a folder, to be looked at or to be tried on another program: <c>good</c> and <c>bad</c>.</summary>
public static class SampleFolder
{
    /// <summary>Files that the checks of format and structure refuse between them.</summary>
    public static IReadOnlyList<SampleFile> Bad =>
    [
        .. SampleContent.Truncated,
        SampleContent.CorruptedPdf, SampleContent.CutJpeg, SampleContent.CorruptedPng, SampleContent.CorruptedZip,
        SampleContent.EmptyPdf, SampleContent.EmptyZip,
        SampleContent.LockedPdf, SampleContent.ClaimsLockedPdf, SampleContent.LockedDocx, SampleContent.LockedZip,
        .. SampleContent.ActivePdfs, .. SampleContent.CarryingPdfs, .. SampleContent.DangerousDocx.Select(dangerous => dangerous.File),
        .. SampleContent.TwoAtOnce, SampleContent.ProgramAsPdf, SampleContent.HtmlAsPdf,
        SampleContent.PixelBomb, .. SampleContent.ZipBombs, SampleContent.DocxBomb, .. SampleContent.UnsafeZips,
        SampleContent.ZipWithProgram, SampleContent.ZipWithScript,
    ];

    /// <summary>Writes them, each with a number before its name, because some have the same.</summary>
    /// <returns>Each file with the path that it was written to.</returns>
    public static IReadOnlyList<(SampleFile File, string Path, bool IsGood)> Write(string folder) =>
        [.. Write(Path.Combine(folder, "good"), SampleContent.Good, isGood: true), .. Write(Path.Combine(folder, "bad"), Bad, isGood: false)];

    private static IEnumerable<(SampleFile File, string Path, bool IsGood)> Write(string folder, IReadOnlyList<SampleFile> files, bool isGood)
    {
        Directory.CreateDirectory(folder);
        return files.Select((file, number) =>
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number + 1:00}-{file.FileName}"));
            File.WriteAllBytes(path, file.Content);
            return (file, path, isGood);
        });
    }
}
