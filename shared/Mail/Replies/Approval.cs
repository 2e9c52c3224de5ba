using System.Text.RegularExpressions;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Mail.Replies;

/// <summary>Reads what follows an approval: nothing, an amount, a reason; anything else might be a condition and is not understood.</summary>
internal static partial class Approval
{
    public static Understood Read(Tail tail, PlainLine[] below, bool weak)
    {
        string text = tail.Text;
        if (below.Take(2).Prepend(new PlainLine(text)).Any(line => Condition().IsMatch(line.Text)))
        {
            return Understanding.No(Unclear.NotPlain);
        }

        int prefix = AmountPrefix().Match(text).Length;
        if (BeginsAmount().IsMatch(text[prefix..]))
        {
            return WithAmount(tail, text[prefix..], below);
        }

        bool isReason = tail.IsSeparated || (!weak && AnnouncesReason().IsMatch(text));
        return !tail.StandsAlone && !isReason ? Understanding.No(TypedAmount.IsNamedIn(text) ? Unclear.AmountUnread : Unclear.NotPlain)
            : tail.StandsAlone ? Below(below)
            : TypedAmount.IsNamedIn(text) ? Understanding.No(Unclear.AmountUnread)
            : Understanding.Yes(VoteChoice.Approve, null, Understanding.Joined(tail.WrittenReason, below));
    }

    private static Understood WithAmount(Tail tail, string text, PlainLine[] below)
    {
        if (!TypedAmount.TryRead(text, out Money amount, out string rest))
        {
            return Understanding.No(Unclear.AmountUnread);
        }

        // After a colon a reason may speak of numbers; elsewhere another number might be another amount.
        bool isReason = rest.Length == 0 || rest[0] is ':' or '(' || (AnnouncesReason().IsMatch(rest) && !rest.Any(char.IsAsciiDigit));
        return isReason
            ? Understanding.Yes(VoteChoice.Approve, amount, Understanding.Joined(rest.Length == 0 ? "" : tail.WrittenOf(rest), below))
            : Understanding.No(Unclear.AmountUnread);
    }

    // The amount on a line of its own, or a reason.
    private static Understood Below(PlainLine[] below)
    {
        if (below.Length == 0)
        {
            return Understanding.Yes(VoteChoice.Approve, null, "");
        }

        string text = below[0].Text.Trim();
        string amountText = text[AmountPrefix().Match(text).Length..];
        return TypedAmount.TryRead(amountText, out Money amount, out string rest) && rest.Trim('.', '!', ' ').Length == 0
                ? Understanding.Yes(VoteChoice.Approve, amount, Understanding.Joined("", below[1..]))
            : below.Take(2).Any(line => TypedAmount.IsNamedIn(line.Text)) || BareNumber().IsMatch(text) ? Understanding.No(Unclear.AmountUnread)
            : Understanding.Yes(VoteChoice.Approve, null, Understanding.Joined("", below));
    }

    [GeneratedRegex(
        @"^[:= ]*(- +)?(((A HAUTEUR|A CONCURRENCE|DANS LA LIMITE|POUR LA SOMME|POUR UN MONTANT|UN MONTANT|LE MONTANT|LA SOMME|POUR LE MONTANT) DE|MONTANT( DE)?|JUSQU'A|POUR|A|DE"
        + @"|في حدود( مبلغ)?|بحدود|بمبلغ|لمبلغ|علي مبلغ|مبلغ|المبلغ|ب|ل) ?:? ?)?(?=[0-9+-]|(DHS?|MAD|DIRHAMS?|درهم) ?[0-9])",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex AmountPrefix();

    [GeneratedRegex(@"^([0-9+-]|(DHS?|MAD|DIRHAMS?|درهم) ?[0-9])", RegexOptions.CultureInvariant, 200)]
    private static partial Regex BeginsAmount();

    [GeneratedRegex(@"^([.,;!:-]|(CAR|PARCE QUE?|PUISQUE|VU|COMPTE TENU|EN RAISON|لان|نظرا|بسبب|لكون)(?![\p{L}]))", RegexOptions.CultureInvariant, 200)]
    private static partial Regex AnnouncesReason();

    [GeneratedRegex(
        @"^[ :;,.(-]*(MAIS|SAUF|OU|SOIT|SI|ET|EXCEPTE|HORMIS|SEULEMENT SI|لكن|ولكن|او|الا|ما عدا|باستثنا|اذا)(?![\p{L}])|SOUS (TOUTE )?RESERVE|A (LA )?CONDITION|CONDITIONNE|بشرط|شريطه|(?<!\p{L})TACITE",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^[0-9][0-9 .,']*$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex BareNumber();
}
