using System.Text;
using MimeKit.Text;

namespace Tasdir.Mail.Replies;

/// <summary>
/// An HTML mail as lines of text. What it quotes is marked as in a plain mail: <c>&gt;</c> before each line of a block quote, and
/// <see cref="Rest"/> where a client says that all that follows is the mail being answered.
/// </summary>
internal static class HtmlWords
{
    /// <summary>The line after which everything is quoted.</summary>
    public const string Rest = "-----Original Message-----";

    // The classes and ids by which clients mark what they quote, with its attribution or without.
    private static readonly string[] s_quoteMarks = ["gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra"];
    private static readonly string[] s_restMarks = ["divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container"];
    private static readonly string[] s_signatureMarks = ["gmail_signature", "moz-signature", "ms-outlook-mobile-signature"];

    private static readonly HashSet<HtmlTagId> s_unseen =
        [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Head, HtmlTagId.Title, HtmlTagId.NoScript, HtmlTagId.Object];

    private static readonly HashSet<HtmlTagId> s_lines =
    [
        HtmlTagId.Div, HtmlTagId.P, HtmlTagId.LI, HtmlTagId.TR, HtmlTagId.Table, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.H4,
        HtmlTagId.UL, HtmlTagId.OL, HtmlTagId.Pre, HtmlTagId.BlockQuote, HtmlTagId.HR, HtmlTagId.Article, HtmlTagId.Section, HtmlTagId.Body,
    ];

    private static readonly HashSet<HtmlTagId> s_void =
        [HtmlTagId.Br, HtmlTagId.HR, HtmlTagId.Image, HtmlTagId.Meta, HtmlTagId.Link, HtmlTagId.Input, HtmlTagId.Base, HtmlTagId.Col, HtmlTagId.Area];

    /// <summary>The text, line by line.</summary>
    public static string Lines(string html)
    {
        Page page = new();
        HtmlTokenizer tokens = new(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out HtmlToken? token))
        {
            if (token is HtmlTagToken tag)
            {
                page.Take(tag);
            }
            else if (token is HtmlDataToken data and not HtmlScriptDataToken)
            {
                page.Write(data.Data);
            }
        }

        return page.ToString();
    }

    // What is open, innermost last, and the line that is being written.
    private sealed class Page
    {
        private readonly Stack<(HtmlTagId Id, bool Quotes, bool Hides)> _open = new();
        private readonly Dictionary<HtmlTagId, int> _openOf = [];
        private readonly StringBuilder _written = new();
        private readonly StringBuilder _line = new();
        private int _quoting;
        private int _hiding;

        public void Take(HtmlTagToken tag)
        {
            if (tag.Id == HtmlTagId.Br || s_lines.Contains(tag.Id))
            {
                EndLine(always: tag.Id == HtmlTagId.Br);
            }

            if (tag.IsEndTag)
            {
                Close(tag.Id);
            }
            else if (!tag.IsEmptyElement && !s_void.Contains(tag.Id))
            {
                Open(tag);
            }
            else if (IsMarked(tag, ["zwchr"]))
            {
                WriteRest();
            }
        }

        public void Write(string text)
        {
            if (_hiding == 0)
            {
                _line.Append(text);
            }
        }

        public override string ToString()
        {
            EndLine(always: false);
            return _written.ToString();
        }

        private void Open(HtmlTagToken tag)
        {
            if (IsMarked(tag, s_restMarks))
            {
                WriteRest();
            }

            bool quotes = tag.Id == HtmlTagId.BlockQuote || IsMarked(tag, s_quoteMarks);
            bool hides = s_unseen.Contains(tag.Id) || IsMarked(tag, s_signatureMarks) || IsHidden(tag);
            _open.Push((tag.Id, quotes, hides));
            _openOf[tag.Id] = _openOf.GetValueOrDefault(tag.Id) + 1;
            _quoting += quotes ? 1 : 0;
            _hiding += hides ? 1 : 0;
        }

        // An end tag closes what was left open inside it, and nothing if nothing of its kind is open.
        private void Close(HtmlTagId id)
        {
            if (_openOf.GetValueOrDefault(id) == 0)
            {
                return;
            }

            while (_open.TryPop(out (HtmlTagId Id, bool Quotes, bool Hides) closed))
            {
                _openOf[closed.Id]--;
                _quoting -= closed.Quotes ? 1 : 0;
                _hiding -= closed.Hides ? 1 : 0;
                if (closed.Id == id)
                {
                    return;
                }
            }
        }

        private void WriteRest()
        {
            EndLine(always: false);
            if (_quoting == 0 && _hiding == 0)
            {
                _written.Append(Rest).Append('\n');
            }
        }

        // Line breaks of the source are spaces; only tags make lines.
        private void EndLine(bool always)
        {
            string text = string.Join(' ', _line.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            _line.Clear();
            if (text.Length > 0 || (always && _hiding == 0))
            {
                _written.Append(_quoting > 0 ? "> " : "").Append(text).Append('\n');
            }
        }

        private static bool IsMarked(HtmlTagToken tag, string[] marks) => tag.Attributes.Any(attribute =>
            attribute.Id is HtmlAttributeId.Class or HtmlAttributeId.Id
            && (attribute.Value ?? "").Split(' ').Any(word => marks.Any(mark =>
                word.Equals(mark, StringComparison.OrdinalIgnoreCase) || word.EndsWith("_" + mark, StringComparison.OrdinalIgnoreCase))));

        private static bool IsHidden(HtmlTagToken tag) => tag.Attributes.Any(attribute =>
            attribute.Id == HtmlAttributeId.Style
            && (attribute.Value ?? "").Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));
    }
}
