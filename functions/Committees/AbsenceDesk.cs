using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Http;
using Tasdir.Storage;
using Tasdir.Storage.Committees;
using Tasdir.Workflows.Committees;

namespace Tasdir.Functions.Committees;

/// <summary>A member at the page of their absences.</summary>
/// <param name="Pass">What the link stands for.</param>
/// <param name="Committee">The committee.</param>
/// <param name="Seat">The seat.</param>
/// <param name="Mandate">The member's mandate.</param>
/// <param name="Today">The date in Morocco.</param>
/// <param name="Absences">The member's absences that are not over, the first to begin first.</param>
public sealed record AbsentMember(
    AbsencePass Pass, Committee Committee, Seat Seat, Mandate Mandate, DateOnly Today, IReadOnlyList<Absence> Absences);

/// <summary>Opens the links to the page of absences, and keeps what is said there.</summary>
public sealed class AbsenceDesk(AbsencePasses passes, AbsenceStore store, TimeProvider clock)
{
    /// <summary>The member behind a link, or the code of why there is none.</summary>
    public async Task<(AbsentMember? Member, string? Refused)> OpenAsync(string? link, CancellationToken cancellation)
    {
        (AbsencePass? pass, bool expired) = passes.Open(link);
        if (pass is null || expired)
        {
            return (null, expired ? RequestCodes.LinkExpired : RequestCodes.LinkInvalid);
        }

        DateOnly today = WorkingCalendar.Default.DateOf(clock.GetUtcNow());
        CommitteeRules rules = Programmes.Current(today).Committees;
        Committee committee = pass.Committee == Meetings.WholeCountry ? rules.National : rules.Of(pass.Committee);
        if (committee.Seats.FirstOrDefault(one => one.Code == pass.Seat) is not { } seat
            || Absences.HeldBy(seat, pass.Committee, pass.Mailbox, today) is not { } mandate)
        {
            return (null, RefusalCodes.SeatTaken);
        }

        return (new AbsentMember(pass, committee, seat, mandate, today, await KnownAsync(pass, today, cancellation)), null);
    }

    /// <summary>The link of a member, as the form carries it.</summary>
    public string Seal(AbsencePass pass) => passes.Seal(pass);

    /// <summary>Records an absence that was found to be in order.</summary>
    /// <returns>The absence; the same for a form that is sent twice.</returns>
    public async Task<AbsenceToTell> RecordAsync(
        AbsentMember member, string operation, string substitute, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        AbsencePass pass = member.Pass;
        string id = Keys.AbsenceId(pass.Committee, pass.Seat, pass.Mailbox, operation);
        Delegation named = new(pass.Seat, pass.Mailbox, substitute, from, until, clock.GetUtcNow());
        await store.RecordAsync(pass.Committee, new Absence(id, named), cancellation);
        return new AbsenceToTell(pass.Committee, id, IsEnded: false);
    }

    /// <summary>Ends an absence of the member early; null if there is none of this id.</summary>
    public async Task<AbsenceToTell?> EndAsync(AbsentMember member, string id, CancellationToken cancellation)
    {
        // One that is ended already is not among those that are not over, and is not ended twice either.
        IReadOnlyList<Absence> all = await store.OfAsync(member.Pass.Committee, cancellation);
        if (!all.Any(absence => absence.Id == id && IsOf(absence, member.Pass)))
        {
            return null;
        }

        await store.EndAsync(member.Pass.Committee, id, Absences.EndedEarly(member.Today), cancellation);
        return new AbsenceToTell(member.Pass.Committee, id, IsEnded: true);
    }

    /// <summary>The member as they are now.</summary>
    public async Task<AbsentMember> RereadAsync(AbsentMember member, CancellationToken cancellation) =>
        member with { Absences = await KnownAsync(member.Pass, member.Today, cancellation) };

    private async Task<IReadOnlyList<Absence>> KnownAsync(AbsencePass pass, DateOnly today, CancellationToken cancellation) =>
    [
        .. (await store.OfAsync(pass.Committee, cancellation)).Where(absence => IsOf(absence, pass) && !absence.IsOver(today))
            .OrderBy(absence => absence.Delegation.From).ThenBy(absence => absence.Delegation.NamedAt),
    ];

    private static bool IsOf(Absence absence, AbsencePass pass) =>
        absence.Delegation.Seat == pass.Seat && absence.Delegation.Mailbox.Equals(pass.Mailbox, StringComparison.OrdinalIgnoreCase);
}
