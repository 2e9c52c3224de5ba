using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>Puts greeting, blocks and closing together in both languages, and renders them as HTML and as plain text.</summary>
internal static class LetterWriter
{
    // The default encoder would write every Arabic letter as an entity, eight characters long.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    public static async Task<Letter> WriteAsync(
        string language,
        Func<Phrases, string> subject,
        string? recipient,
        Text region,
        Func<Phrases, IEnumerable<Block>> body,
        string closedBy = "Closing")
    {
        Section Write(string language)
        {
            Phrases phrases = new(language);
            Block greeting = new Paragraph(string.IsNullOrWhiteSpace(recipient)
                ? phrases["Greeting"]
                : phrases.Say("Greeting_Name", ("recipient", recipient)));
            Block closing = new Paragraph(phrases.Say(closedBy, ("region", region.In(language))));
            Block[] blocks = [.. body(phrases)];
            return new(
                language,
                phrases["Brand"],
                phrases["Below"],
                subject(phrases),
                blocks.OfType<Paragraph>().First().Words,
                [greeting, .. blocks, closing],
                phrases["Footer"]);
        }

        string[] languages = language == "ar" ? ["ar", "fr"] : ["fr", "ar"];
        Section[] sections = [.. languages.Select(Write)];
        LetterPage page = new(sections[0].Title, sections);
        return new(page.Subject, await RenderAsync(page), PlainText.Write(page), page);
    }

    private static async Task<string> RenderAsync(LetterPage page)
    {
        await using HtmlRenderer renderer = new(Services, NullLoggerFactory.Instance);
        ParameterView parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterLayout.Page)] = page });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<LetterLayout>(parameters)).ToHtmlString());
    }
}
