using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Functions.Documents;
using Tasdir.Functions.Programme;

namespace Tasdir.Functions.Cases;

/// <summary>A case as the API shows it.</summary>
public sealed record CaseView(
    string Reference,
    CaseState State,
    Turn Turn,
    DateOnly? DueOn,
    DateOnly? LegalDueOn,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset ChangedAt,
    ApplicationForm Form,
    IReadOnlyList<KnownIdentifier> Identifiers,
    IReadOnlyList<DocumentView> Documents,
    ComplementView? Complement,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<SessionView> Sessions,
    Money? Granted,
    IReadOnlyList<TrancheView> Tranches)
{
    /// <summary>What other administrations supplied.</summary>
    public IReadOnlyList<SuppliedView> Supplied { get; init; } = [];

    /// <summary>What is asked for again because it expires, and is not there yet.</summary>
    public IReadOnlyList<RenewalView> Renewals { get; init; } = [];

    /// <summary>The applicant's consent, where an agent files in its place; else null.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Other cases of the same enterprise; null for who is no official of the case.</summary>
    public IReadOnlyList<SameEnterpriseCase>? SameEnterprise { get; init; }

    /// <summary>How the amount of the last session came about; null for who is no official of the case.</summary>
    public SupportView? Support { get; init; }

    /// <summary>What the officer wrote for the committee; null for who is no official of the case.</summary>
    public string? Analysis { get; init; }

    /// <summary>Until when the refusal or the reduction can be appealed against; null if it cannot, or no more.</summary>
    public DateOnly? AppealUntil { get; init; }

    /// <summary>On which grounds the applicant appealed; null if not.</summary>
    public string? Appeal { get; init; }

    /// <summary>Letters that are kept with the case, in their order.</summary>
    public IReadOnlyList<LetterView> Letters { get; init; } = [];

    /// <summary>Requests about the data kept on the applicant.</summary>
    public IReadOnlyList<DataRequestView> DataRequests { get; init; } = [];

    /// <summary>The legal hold on its documents; null for who is no official of the case.</summary>
    public LegalHoldView? LegalHold { get; init; }

    /// <summary>Letters that did not arrive; null for who is no official of the case.</summary>
    public IReadOnlyList<UndeliveredLetterView>? UndeliveredLetters { get; init; }

    /// <summary>The view of a case.</summary>
    /// <param name="file">The case.</param>
    /// <param name="official">What the caller sees as an official; null for the applicant.</param>
    /// <param name="now">The case's rules, the calendar, the instant; null where what is open today is not said.</param>
    public static CaseView Of(CaseFile file, OfficialView? official = null, Circumstances? now = null) => new(
        file.Reference,
        file.State,
        file.Turn,
        file.DueOn,
        file.LegalDueOn,
        file.SubmittedAt,
        file.ChangedAt,
        file.Form,
        CaseIdentifiers.Of(file, file.ProgrammeVersion is { } version ? Programmes.Version(version) : Programmes.All[^1]),
        [.. file.Documents.Select(document => DocumentView.Of(document, official is not null))],
        ComplementView.Of(file),
        file.Faults,
        [.. file.Sessions.Select(SessionView.Of)],
        file.Granted,
        [.. (file.Convention?.Tranches ?? []).Select((amount, index) => TrancheView.Of(file, index + 1, amount))])
    {
        Supplied = [.. file.Supplied.Select(supplied => new SuppliedView(supplied.Kind, supplied.IssuedOn, supplied.ExpiresOn, supplied.At))],
        Renewals = RenewalView.OpenIn(file),
        Consent = file.Consent,
        SameEnterprise = official?.SameEnterprise,
        Support = official?.Support,
        Analysis = official is null ? null : file.Analysis,
        AppealUntil = now is not null && file is { State: CaseState.Rejected or CaseState.ConventionToSign, Appeal: null } && Reviews.AppealUntil(file, now) is { } until && !now.IsPast(until) ? until : null,
        Appeal = file.Appeal,
        Letters = [.. file.FiledLetters.Select(letter => new LetterView(letter.MailId, letter.Kind, letter.FiledAt, letter.Length))],
        DataRequests = [.. file.DataRequests.Select(DataRequestView.Of)],
        UndeliveredLetters = official is null ? null
            : [.. from letter in file.Letters where letter.Undelivered is not null select new UndeliveredLetterView(letter.Recorded.MailId, letter.At, letter.Undelivered!.Value)],
        LegalHold = official is not null && file.LegalHold is { } hold ? new LegalHoldView(hold.Reason, hold.PlacedAt) : null,
    };
}

/// <summary>A letter that is kept with its case as the API shows it; the length is in bytes.</summary>
public sealed record LetterView(string Id, LetterKind Kind, DateTimeOffset FiledAt, long Length);

/// <summary>A request about personal data as the API shows it.</summary>
public sealed record DataRequestView(
    int Number, DataRequestKind Kind, string Text, DateOnly DueOn, DateTimeOffset AskedAt, string? Answer, DateTimeOffset? AnsweredAt)
{
    public static DataRequestView Of(DataRequest request) => new(
        request.Asked.Number, request.Asked.Kind, request.Asked.Text, request.Asked.DueOn, request.AskedAt, request.Answer, request.AnsweredAt);
}

/// <summary>A letter that did not arrive, as the API shows it.</summary>
public sealed record UndeliveredLetterView(string MailId, DateTimeOffset At, Undelivered Why);

/// <summary>A legal hold as the API shows it.</summary>
public sealed record LegalHoldView(string Reason, DateTimeOffset PlacedAt);

/// <summary>A session as the API shows it: who voted what stays inside the committee.</summary>
public sealed record SessionView(
    int Number, CommitteeLevel Level, DateOnly DueOn, int Seats, int Votes, Money Amount, ReviewResult? Result, IReadOnlyList<string> Reasons, string? Answer)
{
    public static SessionView Of(Session session) => new(
        session.Number,
        session.Level,
        session.DueOn,
        session.Opened.Seats.Count,
        session.Votes.Count,
        session.Amount,
        session.Decision?.Result,
        session.Decision?.Reasons ?? [],
        session.Answer);
}

/// <summary>A tranche as the API shows it.</summary>
public sealed record TrancheView(
    int Number, Money Amount, DateOnly? DueOn, DateOnly? PayBy, string? EndToEndId, string? Refusal, string? Returned, DateTimeOffset? SettledAt)
{
    public static TrancheView Of(CaseFile file, int number, Money amount)
    {
        Tranche? tranche = file.Tranches.Find(opened => opened.Number == number);
        return new TrancheView(
            number, amount, tranche?.DueOn, tranche?.PayBy, tranche?.EndToEndId, tranche?.Refusal, tranche?.Returned, tranche?.SettledAt);
    }
}
