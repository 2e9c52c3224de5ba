using Tasdir.Domain.Cases;
using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Committees;

/// <summary>An absence of a member, with whom they named to act meanwhile.</summary>
/// <param name="Id">Id.</param>
/// <param name="Delegation">Who acts when; ended early, until its last day.</param>
public sealed record Absence(string Id, Delegation Delegation)
{
    /// <summary>Whether it is over, or was given up before it began.</summary>
    public bool IsOver(DateOnly today) => Delegation.Until < today || Delegation.Until < Delegation.From;
}

/// <summary>Members say themselves when they are away, and who acts for them.</summary>
public static class Absences
{
    // As long as an address, and what is before its @, may be (RFC 5321).
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;

    // What an address holds beside letters and digits without being quoted (RFC 5322).
    private const string AtomSigns = "!#$%&'*+-/=?^_`{}~";

    /// <summary>The mandate of whoever holds a seat; null for everybody else: an alternate or a delegate names nobody.</summary>
    public static Mandate? HeldBy(Seat seat, string region, string mailbox, DateOnly today) =>
        seat.MandateOn(region, today) is { } mandate && Same(mandate.Mailbox, mailbox) ? mandate : null;

    /// <summary>What is wrong with an absence; empty if nothing.</summary>
    /// <param name="mandate">The mandate of the member who will be away.</param>
    /// <param name="substitute">Address of who acts meanwhile: the seat's alternate, or of the member's own mail domain.</param>
    /// <param name="from">First day, or null.</param>
    /// <param name="until">Last day, or null.</param>
    /// <param name="today">The date in Morocco.</param>
    public static IReadOnlyList<Refusal> Check(Mandate mandate, string? substitute, DateOnly? from, DateOnly? until, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (from is null)
        {
            refusals.Add(new Refusal(RefusalCodes.FieldRequired, "from"));
        }
        else if (from < today)
        {
            refusals.Add(new Refusal(RefusalCodes.AbsencePeriod, "from"));
        }

        if (until is null)
        {
            refusals.Add(new Refusal(RefusalCodes.FieldRequired, "until"));
        }
        else if (until < from || until > from?.AddYears(1))
        {
            refusals.Add(new Refusal(RefusalCodes.AbsencePeriod, "until"));
        }

        string domain = DomainOf(mandate.Mailbox);
        if (string.IsNullOrWhiteSpace(substitute))
        {
            refusals.Add(new Refusal(RefusalCodes.FieldRequired, "delegate"));
        }
        else if (!Same(substitute, mandate.Alternate) && !IsColleague(substitute, mandate.Mailbox, domain))
        {
            refusals.Add(new Refusal(RefusalCodes.DelegateNotAllowed, "delegate", domain));
        }

        return refusals;
    }

    /// <summary>The last day of an absence that is ended today: the member acts again at once.</summary>
    public static DateOnly EndedEarly(DateOnly today) => today.AddDays(-1);

    // The domain is the member's own; the mail service refuses an address that is not well formed, and its mails would be lost.
    private static bool IsColleague(string address, string mailbox, string domain) =>
        address.Length <= LongestAddress
        && address.Split('@') is [{ Length: <= LongestLocalPart } local, _]
        && local.Split('.').All(IsAtom)
        && Same(DomainOf(address), domain)
        && !Same(address, mailbox);

    private static bool IsAtom(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || AtomSigns.Contains(c, StringComparison.Ordinal));

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
