using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Wordprocessing;
using Text = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Tasdir.TestKit.Files;

/// <summary>Files of Word and Excel.</summary>
public static class OfficeFiles
{
    /// <summary>A document with these paragraphs.</summary>
    public static byte[] Word(params IReadOnlyList<string> paragraphs) => Word(_ => { }, paragraphs);

    /// <summary>A document with these paragraphs and what is done to its main part.</summary>
    public static byte[] Word(Action<MainDocumentPart> change, params IReadOnlyList<string> paragraphs)
    {
        using MemoryStream file = new();
        using (WordprocessingDocument document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(paragraphs.Select(line => new Paragraph(new DocumentFormat.OpenXml.Wordprocessing.Run(new Text(line))))));
            change(main);
        }

        return file.ToArray();
    }

    /// <summary>A document with a field.</summary>
    public static byte[] WordWithField(string instruction) => Word(
        main => main.Document!.Body!.AppendChild(new Paragraph(new DocumentFormat.OpenXml.Wordprocessing.Run(new FieldCode(instruction)))), "Texte");

    /// <summary>A workbook with these words in its first row.</summary>
    public static byte[] Excel(params IReadOnlyList<string> words)
    {
        using MemoryStream file = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart book = document.AddWorkbookPart();
            SharedStringTablePart strings = book.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new SharedStringTable(words.Select(word => new SharedStringItem(new DocumentFormat.OpenXml.Spreadsheet.Text(word))));
            WorksheetPart sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(new Row(
                words.Select((_, i) => new Cell(new CellValue(i)) { DataType = CellValues.SharedString }).Append(new Cell(new CellValue(144000))))));
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "Comptes" }));
        }

        return file.ToArray();
    }
}
