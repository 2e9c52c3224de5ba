using System.Globalization;
using System.Text;
using Tasdir.Mail.Replies;

namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>Mails as clients write them, byte by byte, and the posts that bring them.</summary>
internal static class Eml
{
    public const string Mailbox = "chambre-10@committee.example";

    static Eml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A mail of one part.</summary>
    public static byte[] Single(string body, string type = "text/plain", string charset = "utf-8", string transfer = "base64", params string[] headers) =>
        [.. Head(headers), .. Part(body, type, charset, transfer)];

    /// <summary>A mail of a text and an HTML part.</summary>
    public static byte[] Alternative(string text, string html, string charset = "utf-8", string transfer = "quoted-printable", params string[] headers) =>
    [
        .. Head(headers),
        .. Ascii("Content-Type: multipart/alternative; boundary=\"=_b1\"\r\n\r\n--=_b1\r\n"),
        .. Part(text, "text/plain", charset, transfer),
        .. Ascii("\r\n--=_b1\r\n"),
        .. Part(html, "text/html", charset, transfer),
        .. Ascii("\r\n--=_b1--\r\n"),
    ];

    /// <summary>A mail with files beside its text.</summary>
    public static byte[] WithFile(string text, string file) =>
    [
        .. Head([]),
        .. Ascii("Content-Type: multipart/mixed; boundary=\"=_b2\"\r\n\r\n--=_b2\r\n"),
        .. Part(text, "text/plain", "utf-8", "quoted-printable"),
        .. Ascii($"\r\n--=_b2\r\nContent-Type: text/plain; name=\"{file}\"\r\nContent-Disposition: attachment; filename=\"{file}\"\r\n\r\nREJETTE: ceci est dans le fichier\r\n--=_b2--\r\n"),
    ];

    /// <summary>A post that brings a mail as it came.</summary>
    public static (byte[] Body, string ContentType) Raw(
        byte[] mail, string to, string spf = "pass", string dkim = "{@committee.example : pass}", string from = Mailbox) => Post(
        ("email", mail),
        ("to", Utf8(to)),
        ("from", Utf8(from)),
        ("SPF", Utf8(spf)),
        ("dkim", Utf8(dkim)),
        ("envelope", Utf8($$"""{"to":["{{to}}"],"from":"{{from}}"}""")),
        ("charsets", Utf8("""{"to":"UTF-8","from":"UTF-8"}""")));

    /// <summary>A post of fields.</summary>
    public static (byte[] Body, string ContentType) Post(params (string Name, byte[] Content)[] fields)
    {
        const string Boundary = "xYzZY";
        List<byte> body = [];
        foreach ((string name, byte[] content) in fields)
        {
            body.AddRange(Utf8($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"));
            body.AddRange(content);
            body.AddRange("\r\n"u8.ToArray());
        }

        body.AddRange(Utf8($"--{Boundary}--\r\n"));
        return ([.. body], $"multipart/form-data; boundary={Boundary}");
    }

    public static async Task<ReceivedMail> ReadAsync((byte[] Body, string ContentType) post)
    {
        InboundPost? read = await InboundPost.ReadAsync(new MemoryStream(post.Body), post.ContentType, TestContext.Current.CancellationToken);
        return ReceivedMail.Of(read!)!;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Head(string[] headers)
    {
        List<string> all = [.. headers];
        foreach ((string name, string value) in new[]
        {
            ("From", $"Chambre de commerce <{Mailbox}>"), ("To", "vote@answers.example"), ("Subject", "Re: TSD-2026-10-7F3KQ9"),
            ("Message-ID", "<CA+1@committee.example>"), ("Date", "Tue, 24 Nov 2026 10:00:00 +0100"), ("MIME-Version", "1.0"),
        })
        {
            if (!all.Exists(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)))
            {
                all.Add($"{name}: {value}");
            }
        }

        return Utf8(string.Join("\r\n", all) + "\r\n");
    }

    private static byte[] Part(string body, string type, string charset, string transfer)
    {
        byte[] bytes = Encoding.GetEncoding(charset).GetBytes(body.ReplaceLineEndings("\r\n"));
        byte[] encoded = transfer switch
        {
            "base64" => Ascii(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)),
            "quoted-printable" => Ascii(QuotedPrintable(bytes)),
            _ => bytes,
        };
        return [.. Ascii($"Content-Type: {type}; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"), .. encoded, .. "\r\n"u8];
    }

    private static string QuotedPrintable(byte[] bytes)
    {
        StringBuilder text = new();
        int column = 0;
        foreach (byte one in bytes)
        {
            if (one is (byte)'\r' or (byte)'\n')
            {
                text.Append((char)one);
                column = 0;
                continue;
            }

            if (column > 70)
            {
                text.Append("=\r\n");
                column = 0;
            }

            string written = one is > 32 and < 127 and not (byte)'=' || one == 32 ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture, $"={one:X2}");
            text.Append(written);
            column += written.Length;
        }

        return text.ToString();
    }
}
