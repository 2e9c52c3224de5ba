using System.Text;
using CsCheck;
using Tasdir.Mail.Replies;

namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>Of a mail only what its sender wrote is read, whichever client wrote it.</summary>
public sealed class OwnWordsTests
{
    private const string To = "vote@answers.example";

    public static TheoryData<string> Names => [.. Shapes.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_words_of_the_sender_are_found_in_a_mail_as_it_came(string name)
    {
        Shape shape = Shapes.All.Single(one => one.Name == name);

        ReceivedMail mail = await Eml.ReadAsync(Eml.Raw(shape.Mail, To));

        Assert.Equal(shape.Own, string.Join('|', OwnWords.Of(mail.Text, mail.Html)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_words_of_the_sender_are_found_in_a_mail_that_comes_in_parts(string name)
    {
        Shape shape = Shapes.All.Single(one => one.Name == name);
        ReceivedMail whole = await Eml.ReadAsync(Eml.Raw(shape.Mail, To));
        Encoding charset = Encoding.GetEncoding(name.Contains("1256", StringComparison.Ordinal) ? "windows-1256" : "utf-8");

        ReceivedMail mail = await Eml.ReadAsync(Eml.Post(
            ("headers", Eml.Utf8($"From: {Eml.Mailbox}\nMessage-ID: {whole.Header("Message-ID")}\nSubject: Re\nContent-Type: multipart/alternative; boundary=b")),
            ("text", charset.GetBytes(whole.Text ?? "")),
            ("html", charset.GetBytes(whole.Html ?? "")),
            ("envelope", Eml.Utf8($$"""{"to":["{{To}}"],"from":"{{Eml.Mailbox}}"}""")),
            ("charsets", Eml.Utf8($$"""{"text":"{{charset.WebName}}","html":"{{charset.WebName}}"}"""))));

        Assert.Equal(shape.Own, string.Join('|', OwnWords.Of(mail.Text, mail.Html)));
        Assert.Equal(whole.Identity, mail.Identity);
        Assert.Equal(Eml.Mailbox, Assert.Single(mail.From).Address);
    }

    [Fact]
    public void Garbage_never_throws() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["<>/=\"'& \n-_:>abdivqote"], 0, 400]).Sample(text =>
    {
        _ = OwnWords.Of(text, null);
        _ = OwnWords.Of(null, text);
    });

    [Fact]
    public void A_deep_page_is_read_in_time()
    {
        string html = string.Concat(Enumerable.Repeat("<div>", 60_000)) + "APPROUVE" + string.Concat(Enumerable.Repeat("</b>", 20_000));

        Assert.True(OwnWords.Of(null, html).Count <= 1);
    }
}
