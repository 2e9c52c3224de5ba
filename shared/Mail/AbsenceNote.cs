using Tasdir.Mail.Layout;

namespace Tasdir.Mail;

/// <summary>The body of the mails about an absence: the member's receipt, and the note to who acts meanwhile.</summary>
internal static class AbsenceNote
{
    public static string Subject(AbsenceFacts facts, Phrases phrases) => phrases.Subject(Kind(facts) + "_Subject");

    public static IEnumerable<Block> Blocks(AbsenceFacts facts, Phrases phrases)
    {
        string kind = Kind(facts);
        yield return new Paragraph(phrases[kind + "_Opening"]);
        yield return new Figures(
        [
            Figure("Committee", facts.Committee.In(phrases.Language)),
            Figure("Seat", facts.Seat.In(phrases.Language)),
            Figure("AbsentFrom", phrases.Date(facts.From)),
            .. facts.IsEnded ? (IEnumerable<Figure>)[] : [Figure("AbsentUntil", phrases.Date(facts.Until))],
            Figure("Member", facts.Mailbox),
            Figure("Delegate", facts.Delegate),
        ]);
        yield return new Paragraph(phrases[kind + "_Next"]);
        if (facts.Page is { } page)
        {
            yield return new Button(phrases["Press_Absences"], page);
        }

        Figure Figure(string label, string value) => new(phrases["Label_" + label], Bidi.Embed(Bidi.Clean(value), phrases.Language));
    }

    private static string Kind(AbsenceFacts facts) =>
        (facts.Page is null ? "Delegate" : "Absence") + (facts.IsEnded ? "Ended" : "");
}
