using System.Globalization;
using System.Text;
using Tasdir.Domain.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace Tasdir.Inspection.Pdf;

/// <summary>A PDF: its objects, its pages, its text.</summary>
internal static class PdfStructure
{
    // Deeper than any writer nests, and shallow enough for the stack.
    private const int Nesting = 256;

    /// <summary>Looks at a PDF.</summary>
    public static Inspected Of(byte[] content, Allowance allowance)
    {
        if (!PdfEnd.IsWhole(content))
        {
            return StructureCheck.Report([new Finding(FindingCode.Unreadable)], null);
        }

        try
        {
            // What scanners and mail programs do to a PDF is forgiven, as every viewer does.
            using PdfDocument pdf = PdfDocument.Open(content, new ParsingOptions
            {
                UseLenientParsing = true,
                SkipMissingFonts = true,
                MaxStackDepth = Nesting,
                FilterProvider = new BoundedFilters(allowance),
            });
            return Of(pdf, allowance);
        }
        catch (Exception fault) when (fault is PdfDocumentEncryptedException || (fault is not FoundException && PdfEnd.SaysEncrypted(content)))
        {
            return StructureCheck.Report([new Finding(FindingCode.Encrypted)], null);
        }
    }

    private static Inspected Of(PdfDocument pdf, Allowance allowance)
    {
        if (pdf.IsEncrypted)
        {
            return StructureCheck.Report([new Finding(FindingCode.Encrypted)], null);
        }

        List<Finding> findings = [.. new PdfDangers(pdf, allowance).Find().Select(code => new Finding(code))];
        int pages = pdf.NumberOfPages;
        FindingCode? fault = pages == 0 ? (HasNoPage(pdf) ? FindingCode.Empty : FindingCode.Unreadable) : pages > allowance.Limits.Pages ? FindingCode.TooManyPages : null;
        if (fault is not null || findings.Count > 0)
        {
            findings.AddRange(fault is { } code ? [new Finding(code, pages == 0 ? null : Number(pages))] : []);
            return StructureCheck.Report(findings, null);
        }

        return TextOf(pdf, allowance) is { } text
            ? StructureCheck.Report([new Finding(FindingCode.Pages, Number(pages))], text)
            : StructureCheck.Report([new Finding(FindingCode.Unreadable)], null);
    }

    // Whether the tree of pages says that there is none; where it cannot be followed, it is damaged.
    private static bool HasNoPage(PdfDocument pdf) =>
        pdf.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Pages, pdf.Structure.TokenScanner, out DictionaryToken? tree)
        && tree.TryGet(NameToken.Kids, pdf.Structure.TokenScanner, out ArrayToken? kids) && kids.Data.Count == 0;

    // Null if no page can be read at all. One whose font is too odd for the reader is as good as a scan.
    private static string? TextOf(PdfDocument pdf, Allowance allowance)
    {
        StringBuilder text = new();
        bool readable = false;
        for (int number = 1; number <= pdf.NumberOfPages && text.Length < allowance.Limits.TextCharacters; number++)
        {
            allowance.CheckTime();
            try
            {
                Page page = pdf.GetPage(number);
                if (page.Dictionary.Data.Count == 0)
                {
                    // The tree names a page that is not there: part of the file is missing.
                    return null;
                }

                string words = ContentOrderTextExtractor.GetText(page);
                text.Append(words, 0, Math.Min(words.Length, allowance.Limits.TextCharacters - text.Length)).Append('\n');
                readable = true;
            }
            catch (Exception fault) when (fault is not FoundException && allowance.Passed is null)
            {
            }
        }

        return readable ? text.ToString() : null;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
