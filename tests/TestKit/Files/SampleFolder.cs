using System.Globalization;

namespace Tasdir.TestKit.Files;

/// <summary>
/// The sample files as a folder, to be looked at or to be tried on another program: <c>good</c>, <c>bad</c>, and <c>malware</c>, which
/// only a scanner finds.
/// </summary>
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
        .. SampleContent.TwoAtOnce,
        SampleContent.Pdf with { FileName = "photo.jpg" }, SampleContent.Jpeg with { FileName = "facture.pdf" }, SampleContent.Pdf with { FileName = "statuts.pdf.exe" },
        SampleContent.ProgramAsPdf, SampleContent.HtmlAsPdf,
        SampleContent.PixelBomb, .. SampleContent.ZipBombs, SampleContent.DocxBomb, .. SampleContent.UnsafeZips,
        SampleContent.ZipWithProgram, SampleContent.ZipWithScript,
    ];

    /// <summary>Ordinary files but for the test signature in them.</summary>
    public static IReadOnlyList<SampleFile> Malware => [SampleContent.EicarPdf];

    /// <summary>Writes them, each with a number before its name, because some have the same.</summary>
    /// <returns>Each file with the path that it was written to, and whether the checks of format and structure let it pass.</returns>
    public static IReadOnlyList<(SampleFile File, string Path, bool Passes)> Write(string folder) =>
    [
        .. Write(Path.Combine(folder, "good"), SampleContent.Good, passes: true),
        .. Write(Path.Combine(folder, "bad"), Bad, passes: false),
        .. Write(Path.Combine(folder, "malware"), Malware, passes: true),
    ];

    private static IEnumerable<(SampleFile File, string Path, bool Passes)> Write(string folder, IReadOnlyList<SampleFile> files, bool passes)
    {
        Directory.CreateDirectory(folder);
        return files.Select((file, number) =>
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number + 1:00}-{file.FileName}"));
            File.WriteAllBytes(path, file.Content);
            return (file, path, passes);
        });
    }
}
