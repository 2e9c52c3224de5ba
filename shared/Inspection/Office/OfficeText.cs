using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Tasdir.Inspection.Office;

/// <summary>The words of a Word or Excel file, read as a stream: nothing of it is built up in memory.</summary>
/// <param name="Words">Its text, a line to a paragraph or row.</param>
/// <param name="Fields">What its fields are told to do, for those in Word.</param>
internal sealed record OfficeText(string Words, IReadOnlyList<string> Fields)
{
    private const int NodesBetweenLooks = 4096;

    /// <summary>Reads the parts that have text.</summary>
    public static OfficeText Of(IReadOnlyList<OpenXmlPart> parts, Allowance allowance)
    {
        StringBuilder words = new();
        List<string> fields = [];
        foreach (OpenXmlPart part in parts.Where(HasWords))
        {
            Read(part, words, fields, allowance);
        }

        return new OfficeText(words.ToString(), fields);
    }

    private static bool HasWords(OpenXmlPart part) => part is MainDocumentPart or HeaderPart or FooterPart or FootnotesPart or EndnotesPart
        or SharedStringTablePart or WorksheetPart;

    private static void Read(OpenXmlPart part, StringBuilder words, List<string> fields, Allowance allowance)
    {
        using Stream stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        StringBuilder field = new();
        // The place in which the next text stands: a word (t), a field (instrText), the value of a cell (v).
        string place = "";
        bool shared = false;
        for (int node = 0; reader.Read(); node++)
        {
            if (node % NodesBetweenLooks == 0)
            {
                allowance.CheckTime();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    shared = reader.LocalName == "c" ? reader.GetAttribute("t") == "s" : shared;
                    Simple(reader, fields);
                    place = reader.IsEmptyElement ? "" : reader.LocalName;
                    words.Append(reader.LocalName is "tab" or "br" or "cr" ? " " : "");
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA or XmlNodeType.Whitespace:
                    _ = place == "instrText" ? field.Append(reader.Value)
                        : place == "t" || (place == "v" && !shared) ? Add(words, reader.Value, allowance.Limits.TextCharacters)
                        : words;
                    break;
                case XmlNodeType.EndElement:
                    words.Append(reader.LocalName is "p" or "si" or "row" ? "\n" : reader.LocalName is "c" or "tc" ? " " : "");
                    place = "";
                    if (reader.LocalName == "p" && field.Length > 0)
                    {
                        fields.Add(field.ToString().Trim());
                        field.Clear();
                    }

                    break;
                default:
                    break;
            }
        }
    }

    // A field in one element: w:fldSimple w:instr="…".
    private static void Simple(XmlReader reader, List<string> fields)
    {
        if (reader.LocalName == "fldSimple" && reader.GetAttribute("instr", reader.NamespaceURI) is { } instruction)
        {
            fields.Add(instruction.Trim());
        }
    }

    private static StringBuilder Add(StringBuilder words, string text, int most) =>
        words.Append(text, 0, Math.Clamp(most - words.Length, 0, text.Length));
}
