using Tasdir.Domain.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Tasdir.Inspection.Pdf;

/// <summary>
/// What in a PDF acts by itself or carries other files. The objects are looked at as the reader understands them, packed ones
/// and escaped names included, and all of them: one that nothing refers to here may be reached by another reader's repair.
/// </summary>
internal sealed class PdfDangers(PdfDocument pdf, Allowance allowance)
{
    private const int MostTokens = 20_000_000;
    private const int TokensBetweenLooks = 4096;

    // Actions that only turn to a place or a page, or open the window for printing, when a file is opened.
    private static readonly string[] s_harmless = ["GoTo", "Named"];
    private static readonly string[] s_active = ["JavaScript", "Launch", "ImportData", "Rendition", "Movie", "Sound"];

    private readonly HashSet<FindingCode> _found = [];
    private readonly HashSet<IndirectReference> _seen = [];
    private readonly Stack<IToken> _open = new();

    /// <summary>What was found.</summary>
    public IEnumerable<FindingCode> Find()
    {
        _open.Push(pdf.Structure.Trailer.Root is var root ? new IndirectReferenceToken(root) : NullToken.Instance);
        _open.Push(pdf.Structure.Catalog.CatalogDictionary);
        foreach (IndirectReference reference in pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys)
        {
            _open.Push(new IndirectReferenceToken(reference));
        }

        for (int tokens = 0; _open.TryPop(out IToken? token); tokens++)
        {
            if (tokens % TokensBetweenLooks == 0)
            {
                allowance.CheckTime();
            }

            if (tokens > MostTokens)
            {
                allowance.Stop(FindingCode.Bomb);
            }

            Look(token);
        }

        return _found.Order();
    }

    private void Look(IToken token)
    {
        switch (token)
        {
            case IndirectReferenceToken reference when _seen.Add(reference.Data):
                Push(Resolve(reference));
                break;
            case ObjectToken found:
                Push(found.Data);
                break;
            case StreamToken stream:
                Push(stream.StreamDictionary);
                break;
            case ArrayToken array:
                foreach (IToken item in array.Data)
                {
                    Push(item);
                }

                break;
            case DictionaryToken dictionary:
                foreach ((string key, IToken value) in dictionary.Data)
                {
                    Judge(key, value);
                    Push(value);
                }

                break;
            default:
                break;
        }
    }

    private void Push(IToken? token)
    {
        if (token is IndirectReferenceToken or ObjectToken or StreamToken or ArrayToken or DictionaryToken)
        {
            _open.Push(token);
        }
    }

    private void Judge(string key, IToken value)
    {
        IToken? direct = value is IndirectReferenceToken reference ? Resolve(reference) : value;
        bool isActive = key switch
        {
            "JS" or "JavaScript" or "Launch" or "XFA" => HasContent(direct),
            "AA" => HasContent(direct),
            "S" => direct is NameToken action && s_active.Contains(action.Data),
            "OpenAction" => direct is DictionaryToken opening && !IsHarmless(opening),
            _ => false,
        };
        bool carries = key switch
        {
            "EF" or "EmbeddedFiles" or "RichMediaContent" => HasContent(direct),
            "Type" or "Subtype" => direct is NameToken { Data: "EmbeddedFile" or "RichMedia" or "FileAttachment" },
            _ => false,
        };
        _ = isActive && _found.Add(FindingCode.ActiveContent);
        _ = carries && _found.Add(FindingCode.EmbeddedFiles);
    }

    private bool IsHarmless(DictionaryToken action) =>
        !action.Data.TryGetValue("S", out IToken? kind)
        || ((kind is IndirectReferenceToken reference ? Resolve(reference) : kind) is NameToken name && s_harmless.Contains(name.Data));

    // Some writers leave an empty tree of names, or an empty list of actions, in every file.
    private static bool HasContent(IToken? token) => token switch
    {
        null or NullToken => false,
        DictionaryToken dictionary => dictionary.Data.Values.Any(value => value is not ArrayToken { Data.Count: 0 }),
        ArrayToken array => array.Data.Count > 0,
        _ => true,
    };

    // An object that is not there or cannot be read is nothing, to every reader.
    private IToken? Resolve(IndirectReferenceToken reference)
    {
        try
        {
            IToken? token = pdf.Structure.TokenScanner.Get(reference.Data)?.Data;
            return token is IndirectReferenceToken ? null : token;
        }
        catch (Exception fault) when (fault is not FoundException && allowance.Passed is null)
        {
            return null;
        }
    }
}
