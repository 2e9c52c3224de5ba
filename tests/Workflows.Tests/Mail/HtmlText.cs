using System.Net;
using System.Text.RegularExpressions;

namespace Tasdir.Workflows.Tests.Mail;

/// <summary>The words of an HTML document, each with the direction of the element that holds them.</summary>
internal static partial class HtmlText
{
    private static readonly string[] Void = ["meta", "br", "!DOCTYPE"];

    public static IEnumerable<(string Words, string Direction)> Read(string html)
    {
        Stack<(string Tag, string Direction)> open = new([("", "ltr")]);
        foreach (Match token in Token().Matches(html))
        {
            string tag = token.Groups["tag"].Value;
            if (tag.Length == 0)
            {
                yield return (WebUtility.HtmlDecode(token.Value), open.Peek().Direction);
            }
            else if (token.Value[1] == '/')
            {
                Assert.Equal(tag, open.Pop().Tag);
            }
            else if (!Void.Contains(tag))
            {
                Match direction = Direction().Match(token.Value);
                open.Push((tag, tag == "bdi" ? "auto" : direction.Success ? direction.Groups[1].Value : open.Peek().Direction));
            }
        }

        Assert.Single(open);
    }

    [GeneratedRegex("</?(?<tag>[!a-zA-Z0-9]+)[^>]*>|[^<]+")]
    private static partial Regex Token();

    [GeneratedRegex(" dir=\"(\\w+)\"")]
    private static partial Regex Direction();
}
