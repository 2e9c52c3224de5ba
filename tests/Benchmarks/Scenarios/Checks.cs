using System.Diagnostics;
using System.Globalization;
using SkiaSharp;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using Tasdir.Inspection;
using Tasdir.Local.Demo;
using Tasdir.TestKit.Files;
using SampleFile = Tasdir.TestKit.Files.SampleFile;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>How long each automatic check of a document takes, and what it allocates: one file at a time, from memory.</summary>
internal static class Checks
{
    private const int Times = 20;
    private static readonly DateOnly s_day = new(2026, 3, 2);
    private static readonly string[] s_formats = [.. FileFormats.Taken.Select(format => format.Code)];
    private static readonly SearchedFor s_applicant =
        new("003210987000108", "225450010020030040050073", SampleFiles.Enterprise, Programmes.All[^1].Document("action-plan"));

    private static readonly (string Name, SampleFile File)[] s_files =
    [
        ("PDF, 1 page", SampleContent.Pdf),
        ("PDF, 100 pages", Pdf(100)),
        ("JPEG, 12 megapixels", new SampleFile("photo.jpg", FileFormats.Jpeg.ContentType, Pictures.Draw(4_000, 3_000, SKEncodedImageFormat.Jpeg))),
        ("ZIP, 20 invoices", new SampleFile("factures.zip", FileFormats.Zip.ContentType, RawZip.Write(
            [.. Enumerable.Range(1, 20).Select(number => new RawZipEntry($"facture-{number}.pdf", Pdf(1).Content))]))),
    ];

    public static readonly Scenario Scenario = new(
        "inspection",
        "each automatic check 20 times on good files of four kinds, one at a time",
        [.. s_files.SelectMany(file => Measures(file.Name))],
        run => MeasureAsync(run, Times),
        run => MeasureAsync(run, Times / 2));

    private static IEnumerable<Measure> Measures(string name) =>
        from check in (string[])["format", "structure", "content"]
        from unit in (string[])["ms", "kB"]
        select new Measure($"{name}: {check}, {unit}", unit, LessIsBetter: true);

    private static Task MeasureAsync(Run run, int times)
    {
        foreach ((string name, SampleFile file) in s_files)
        {
            Inspected inspected = Look(file);
            Run.Check($"{name}: how it looks", false, inspected.Report.Outcome == CheckOutcome.Failed);
            Time($"{name}: format", CheckOutcome.Passed, () => FormatCheck.Of(new MemoryStream(file.Content), file.FileName, file.ContentType, s_formats).Outcome);
            Time($"{name}: structure", CheckOutcome.Passed, () => Look(file).Report.Outcome);
            Time($"{name}: content", TextSearch.Of(inspected.Text, s_applicant, s_day).Outcome, () => TextSearch.Of(inspected.Text, s_applicant, s_day).Outcome);
        }

        return Task.CompletedTask;

        void Time(string name, CheckOutcome expected, Func<CheckOutcome> check)
        {
            // Files are opened on a thread of their own, so all threads are counted.
            (long began, long allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            CheckOutcome found = check();
            for (int i = 1; i < times; i++)
            {
                found = check();
            }

            double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds / times;
            double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / times;
            Run.Check(name, expected, found);
            run.Tell($"{name}, ms", milliseconds);
            run.Tell($"{name}, kB", bytes / 1_000);
            run.Say(string.Create(CultureInfo.InvariantCulture, $"    {name}: {milliseconds:N2} ms, {bytes:N0} bytes"));
        }
    }

    private static Inspected Look(SampleFile file) =>
        StructureCheck.Of(new MemoryStream(file.Content), FileFormats.ByContentType(file.ContentType)!, s_formats, new InspectionLimits());

    // Forty lines a page, as a plan or an invoice has them.
    private static SampleFile Pdf(int pages) => new("plan.pdf", FileFormats.Pdf.ContentType, PdfFile.Write("Plan", "Tasdir",
    [
        .. Enumerable.Range(1, pages).Select(page => string.Join('\n', Enumerable.Range(1, 40).Select(line => PdfFile.Text(
            $"Page {page}, ligne {line} : salon de Düsseldorf, le 23/11/2026, ICE 003210987000108", PdfFile.Regular, 10, 60, 800 - (18 * line))))),
    ]));
}
