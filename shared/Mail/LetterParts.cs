using System.Globalization;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Layout;
using Quote = Tasdir.Mail.Layout.Quote;

namespace Tasdir.Mail;

/// <summary>Writes one block of a letter in one language; null where the facts have nothing for it.</summary>
/// <exception cref="ArgumentException">The letter cannot do without a fact that is missing.</exception>
internal delegate Block? Part(LetterKind kind, LetterFacts facts, Phrases phrases);

/// <summary>A line of figures: the key of its label, and its value where the facts have one.</summary>
internal sealed record Line(string Label, Func<LetterFacts, Phrases, string?> Value, bool Needed = false);

/// <summary>The parts that <see cref="LetterTable"/> puts letters together from.</summary>
internal static class LetterParts
{
    public static readonly Part Opening = (kind, facts, phrases) => new Paragraph(Sentence($"{kind}_Opening", facts, phrases));

    public static readonly Part Next = (kind, facts, phrases) => new Paragraph(Sentence($"{kind}_Next", facts, phrases));

    public static readonly Part Question = (kind, facts, phrases) => new Quote(
        phrases["Question"],
        Bidi.Clean(facts.Question ?? throw Missing(kind, nameof(facts.Question)), lines: true));

    public static readonly Line Seat = new("Seat", (facts, phrases) => facts.Seat?.In(phrases.Language));

    public static readonly Line Vote = new("Vote", (facts, phrases) => facts.Vote?.In(phrases.Language));

    /// <summary>Whether the vote is recorded, and if not, why.</summary>
    public static readonly Part VoteStands = (_, facts, phrases) => new Paragraph(facts.VoteRefused is { } code
        ? $"{phrases["Vote_NotRecorded"]} {phrases.Or($"VoteRefused_{code}", "VoteRefused_other")}"
        : phrases["Vote_Recorded"]);

    /// <summary>Asks why a member would grant less than the rules compute, where that was not said.</summary>
    public static readonly Part ReasonAsked = (_, facts, phrases) => facts.AsksReason ? new Paragraph(phrases["Vote_ReasonAsked"]) : null;

    /// <summary>The forms of an answer by mail that are understood.</summary>
    public static readonly Part ReplyForms = (_, _, phrases) => new Bullets(
        phrases["Items_ReplyForms"],
        [phrases["ReplyForm_Approve"], phrases["ReplyForm_Amount"], phrases["ReplyForm_Reject"], phrases["ReplyForm_Defer"], phrases["ReplyForm_Conflict"]]);

    public static readonly Line Receipt = new("Receipt", (facts, _) => facts.ReceiptNumber);

    public static readonly Line Requested = new(
        "RequestedAmount",
        (facts, phrases) => facts.RequestedAmount is { } amount ? phrases.Amount(amount) : null);

    public static readonly Line Tranche = new("Tranche", (facts, phrases) => (facts.Tranche, facts.TrancheCount) switch
    {
        (null, _) => null,
        ({ } tranche, null) => $"{tranche}",
        ({ } tranche, { } count) => phrases.Say("Tranche_Of", ("tranche", $"{tranche}"), ("count", $"{count}")),
    });

    public static readonly Line TrancheCount = new("TrancheCount", (facts, _) => facts.TrancheCount?.ToString(CultureInfo.InvariantCulture));

    public static readonly Line AppealUntil = new("AppealUntil", (facts, phrases) => Date(facts.AppealUntil, phrases));

    public static readonly Line FirstAmount = new(
        "FirstAmount", (facts, phrases) => facts.FirstAmount is { } amount ? phrases.Amount(amount) : null);

    /// <summary>That the first convention can be signed while funds for more are awaited.</summary>
    public static readonly Part FirstConvention = (_, facts, phrases) => facts.FirstAmount is null ? null : new Paragraph(phrases["WaitingList_FirstConvention"]);

    public static readonly Line PaymentReference = new("PaymentReference", (facts, _) => facts.PaymentReference);

    /// <summary><see cref="LetterFacts.Amount"/> under the label that the letter gives it.</summary>
    public static Line Amount(string label) =>
        new(label, (facts, phrases) => facts.Amount is { } amount ? phrases.Amount(amount) : null);

    /// <summary><see cref="LetterFacts.DueOn"/> under the label that the letter gives it.</summary>
    public static Line Due(string label) => new(label, (facts, phrases) => Date(facts.DueOn, phrases));

    /// <summary><see cref="LetterFacts.LegalDueOn"/> under the label that the letter gives it.</summary>
    public static Line LegalDue(string label) => new(label, (facts, phrases) => Date(facts.LegalDueOn, phrases));

    /// <summary>A line without which the letter is not written.</summary>
    public static Line Need(Line line) => line with { Needed = true };

    /// <summary>What every letter states of its case, then these lines.</summary>
    public static Part Figures(params Line[] lines) => (kind, facts, phrases) => new Figures(
    [
        .. CaseLines.Concat(lines)
            .Select(line => (line, value: line.Value(facts, phrases)))
            .Where(row => row.value is not null || (row.line.Needed ? throw Missing(kind, row.line.Label) : false))
            .Select(row => new Figure(phrases[$"Label_{row.line.Label}"], Bidi.Embed(Bidi.Clean(row.value!), phrases.Language))),
    ]);

    /// <summary>The documents, under a title.</summary>
    public static Part Items(string title, bool needed = false) => (kind, facts, phrases) =>
        List(facts.Items, phrases[title], phrases) ?? (needed ? throw Missing(kind, nameof(facts.Items)) : null);

    /// <summary>The reasons, under a title.</summary>
    public static Part Reasons(string title, bool needed = false) => (kind, facts, phrases) =>
        List(facts.Reasons, phrases[title], phrases) ?? (needed ? throw Missing(kind, nameof(facts.Reasons)) : null);

    /// <summary>A sentence of law, if a condition holds.</summary>
    public static Part Law(string key, Func<LetterFacts, bool>? when = null) => (_, facts, phrases) =>
        when is null || when(facts) ? new Note(phrases[key]) : null;

    /// <summary>The button to <see cref="LetterFacts.Link"/>.</summary>
    public static Part Press(string label, bool needed = false) => (kind, facts, phrases) =>
        facts.Link is { } link ? new Button(phrases[label], link) : needed ? throw Missing(kind, nameof(facts.Link)) : null;

    /// <summary>A button to a place beside what the letter is about; nothing if there is none.</summary>
    public static Part PressIfAny(string label, Func<LetterFacts, Uri?> place) => (_, facts, phrases) =>
        place(facts) is { } link ? new Button(phrases[label], link) : null;

    private static readonly Line[] CaseLines =
    [
        new("Reference", (facts, _) => facts.Reference),
        new("Applicant", (facts, _) => facts.ApplicantName),
        new("Scheme", (facts, phrases) => facts.Scheme.In(phrases.Language)),
    ];

    private static string Sentence(string key, LetterFacts facts, Phrases phrases) => phrases.Say(
        key,
        ("reference", facts.Reference),
        ("scheme", facts.Scheme.In(phrases.Language)),
        ("region", facts.Region.In(phrases.Language)));

    private static Bullets? List(IReadOnlyList<Text> texts, string title, Phrases phrases) => texts.Count == 0
        ? null
        : new(title, [.. texts.Select(text => Bidi.Embed(Bidi.Clean(text.In(phrases.Language)), phrases.Language))]);

    private static string? Date(DateOnly? date, Phrases phrases) => date is { } day ? phrases.Date(day) : null;

    private static ArgumentException Missing(LetterKind kind, string fact) =>
        new($"The letter {kind} cannot be written without {fact}.");
}
