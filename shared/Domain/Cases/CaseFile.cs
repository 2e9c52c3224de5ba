using System.Collections.Immutable;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Cases;

/// <summary>A case as its log tells it: the fold of every fact, in order. Nothing here is stored as truth.</summary>
public sealed record CaseFile
{
    /// <summary>The case's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Number of facts folded so far; also the version that edits are checked against.</summary>
    public int Sequence { get; init; }

    /// <summary>Where the case stands.</summary>
    public CaseState State { get; init; }

    /// <summary>When the last fact was written, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the case ended, UTC; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The legal hold on its documents, or null.</summary>
    public LegalHold? LegalHold { get; init; }

    /// <summary>Requests about the data kept on the applicant, in their order.</summary>
    public ImmutableList<DataRequest> DataRequests { get; init; } = [];

    /// <summary>Subject of the applicant's sign-in.</summary>
    public required string Applicant { get; init; }

    /// <summary>What the applicant filled in.</summary>
    public required ApplicationForm Form { get; init; }

    /// <summary>The applicant's consent, where a regional agent files for somebody who cannot; else null.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Documents, in the order of their arrival.</summary>
    public ImmutableList<CaseDocument> Documents { get; init; } = [];

    /// <summary>The agents who acted in this case for its applicant: they do not judge what they filed.</summary>
    public ImmutableHashSet<string> Agents { get; init; } = [];

    /// <summary>What other administrations supplied, in the order in which an officer marked it.</summary>
    public ImmutableList<SuppliedDocument> Supplied { get; init; } = [];

    /// <summary>What was asked for again because it expires, in that order.</summary>
    public ImmutableList<Renewal> Renewals { get; init; } = [];

    /// <summary>Version of the programme's rules; null while a draft.</summary>
    public string? ProgrammeVersion { get; init; }

    /// <summary>When the application was submitted, UTC.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>By when the administration must decide (law 55-19).</summary>
    public DateOnly? LegalDueOn { get; init; }

    /// <summary>The one complement, once requested.</summary>
    public Complement? Complement { get; init; }

    /// <summary>Why the file is not admissible.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Committee sessions, the last one is the present one.</summary>
    public ImmutableList<Session> Sessions { get; init; } = [];

    /// <summary>What the officer wrote for the committee; null if nothing.</summary>
    public string? Analysis { get; init; }

    /// <summary>On which grounds the applicant appealed; null if not.</summary>
    public string? Appeal { get; init; }

    /// <summary>What was granted, MAD.</summary>
    public Money? Granted { get; init; }

    /// <summary>The envelope that holds the grant; null before, and after its release.</summary>
    public string? Envelope { get; init; }

    /// <summary>The convention, once issued.</summary>
    public Convention? Convention { get; init; }

    /// <summary>Tranches opened so far; the last one is the present one.</summary>
    public ImmutableList<Tranche> Tranches { get; init; } = [];

    /// <summary>How often a proof was asked for, in all tranches: each time is a request of its own.</summary>
    public int ProofRounds { get; init; }

    /// <summary>Reminders sent, by request.</summary>
    public ImmutableDictionary<RequestKey, int> Reminders { get; init; } = ImmutableDictionary<RequestKey, int>.Empty;

    /// <summary>Letters recorded and not yet taken by the mail service, oldest first.</summary>
    public ImmutableList<LetterRecorded> LettersToSend { get; init; } = [];

    /// <summary>Every letter, oldest first.</summary>
    public ImmutableList<CaseLetter> Letters { get; init; } = [];

    /// <summary>What members answered by mail, oldest first.</summary>
    public ImmutableList<ReplyTaken> Replies { get; init; } = [];

    /// <summary>Letters that are kept with the case as PDFs, in their order.</summary>
    public ImmutableList<FiledLetter> FiledLetters { get; init; } = [];

    /// <summary>Region code.</summary>
    public string Region => Form.Region;

    /// <summary>Whose turn it is.</summary>
    public Turn Turn => StateTable.TurnIn(State);

    /// <summary>The latest document of a kind that can be used, or null: what a check has failed counts as not brought.</summary>
    public CaseDocument? Latest(string kind) => Documents.FindLast(document => document.Kind == kind && document.IsUsable);

    /// <summary>A document with the same content that is kept, or null.</summary>
    public CaseDocument? Holding(string sha256) => Documents.Find(document => document.Received.Sha256 == sha256 && !document.IsErased);

    /// <summary>The next due date: of what is asked now, else the legal one; null when nothing runs.</summary>
    public DateOnly? DueOn => State switch
    {
        CaseState.ComplementRequested => Complement?.DueOn,
        CaseState.Committee or CaseState.NationalCommittee => Sessions[^1].DueOn,
        CaseState.Deferred => Sessions[^1].Decision?.AnswerBy,
        CaseState.ConventionToSign => Convention?.DueOn,
        CaseState.ProofAwaited => Tranches[^1].DueOn,
        >= CaseState.ProofReceived and <= CaseState.PaymentReturned => Tranches[^1].PayBy,
        _ => StateTable.HasEnded(State) || State >= CaseState.Approved ? null : LegalDueOn,
    };

    /// <summary>The case after one more line of its log.</summary>
    /// <exception cref="InvalidOperationException">The line does not follow: a gap, or a fact that cannot happen in this state.</exception>
    public static CaseFile Apply(string reference, CaseFile? file, LogEntry entry)
    {
        if (entry.Sequence != (file?.Sequence ?? 0) + 1)
        {
            throw new InvalidOperationException($"{reference}: entry {entry.Sequence} does not follow entry {file?.Sequence ?? 0}.");
        }

        CaseState state = StateTable.Next(file?.State, entry.Event)
            ?? throw new InvalidOperationException($"{reference}: {entry.Event.GetType().Name} cannot follow in state {file?.State}.");
        CaseFile before = entry.Event is DraftCreated created
            ? new CaseFile { Reference = reference, Applicant = created.Applicant, Form = created.Form, Consent = created.Consent }
            : file!;
        DateTimeOffset? ended = StateTable.HasEnded(state) ? before.EndedAt ?? entry.At : null;
        return before.With(entry) with
        {
            State = state,
            Sequence = entry.Sequence,
            ChangedAt = entry.At,
            EndedAt = ended,
            Agents = entry.Actor.Role == Role.Agent ? before.Agents.Add(entry.Actor.Id) : before.Agents,
        };
    }

    private CaseFile With(LogEntry entry) => entry.Event switch
    {
        DraftEdited e => this with { Form = e.Form },
        ApplicationSubmitted e => this with { ProgrammeVersion = e.ProgrammeVersion, SubmittedAt = entry.At, LegalDueOn = e.DueOn },
        RequestExpired { Request.Ask: Ask.Complement } e => this with
        {
            LegalDueOn = e.LegalDueOn ?? LegalDueOn,
            Complement = Complement is null ? null : Complement with { EndedAt = entry.At },
        },
        DueDateMoved e => DueDates.With(this, e),
        RequestReminded e => this with { Reminders = Reminders.SetItem(e.Request, e.Reminder) },
        LetterRecorded e => this with { LettersToSend = LettersToSend.Add(e), Letters = Letters.Add(new CaseLetter(e, entry.At, Deliveries.AddresseeOf(this, e))) },
        LetterUndelivered e => WithUndelivered(e.MailId, e.Why),
        ReplyTaken e => this with
        {
            Replies = Replies.Add(e),
            Sessions = [.. Sessions.Select(held => held.Number == e.Session ? held.After(e) : held)],
        },
        LetterFiled e => this with
        {
            FiledLetters = FiledLetters.AddRange(LettersToSend.Where(letter => letter.MailId == e.MailId)
                .Select(letter => new FiledLetter(e.MailId, letter.Letter, entry.At, e.Sha256, e.Length))),
        },
        LetterSent e => this with { LettersToSend = LettersToSend.RemoveAll(letter => letter.MailId == e.MailId) },
        LetterRefused e => WithUndelivered(e.MailId, Undelivered.Refused) with { LettersToSend = LettersToSend.RemoveAll(letter => letter.MailId == e.MailId) },
        DocumentReceived e => this with
        {
            Documents = Documents.Add(new CaseDocument(e, Verdict.None, null, entry.At)
            {
                Tranche = State == CaseState.ProofAwaited ? Tranches[^1].Number : null,
            }),
        },
        DocumentChecked e => WithDocument(e.DocumentId, document => document with { Reports = [.. document.Reports.Where(known => !e.Reports.Any(report => report.Check == known.Check)), .. e.Reports] }),
        DocumentAccepted e => WithDocument(e.DocumentId, document => document with
        {
            Verdict = Verdict.Accepted,
            Reason = null,
            Code = null,
            IssuedOn = e.IssuedOn,
            ExpiresOn = e.ExpiresOn,
        }),
        DocumentRefused e => WithDocument(
            e.DocumentId, document => document with { Verdict = Verdict.Refused, Reason = e.Reason, Code = e.Code, IssuedOn = null, ExpiresOn = null }),
        DocumentSupplied e => this with { Supplied = Supplied.Add(new SuppliedDocument(e.Kind, e.IssuedOn, e.ExpiresOn, entry.At)) },
        RenewalRequested e => this with
        {
            Renewals = Renewals.AddRange(e.Kinds.Select(kind =>
                new Renewal(kind, e.For, e.Tranche, e.DueOn, entry.At, e.OfAdministration, Documents.Count, Supplied.Count))),
        },
        ComplementRequested e => this with
        {
            Complement = new Complement(entry.At, e.Kinds, e.Note, e.DueOn, null)
            {
                Items = e.Items ?? [.. e.Kinds.Select(kind => new ComplementItem(kind))],
                DocumentsBefore = Documents.Count,
            },
        },
        ComplementAnswered e => this with { LegalDueOn = e.LegalDueOn, Complement = Complement! with { AnsweredAt = entry.At, EndedAt = entry.At } },
        DeclaredInadmissible e => this with { Faults = e.Reasons },
        DocumentErased e => this with
        {
            Documents = [.. Documents.Select(document => document.Id == e.DocumentId ? document with { ErasedAt = entry.At } : document)],
        },
        LegalHoldPlaced e => this with { LegalHold = new LegalHold(e.Reason, entry.At) },
        LegalHoldLifted => this with { LegalHold = null },
        DataRequested e => this with { DataRequests = DataRequests.Add(new DataRequest(e, entry.At)) },
        DataRequestAnswered e => this with
        {
            DataRequests = [.. DataRequests.Select(request =>
                request.Asked.Number == e.Number ? request with { Answer = e.Answer, AnsweredAt = entry.At } : request)],
        },
        ReviewOpened e => this with { Sessions = Sessions.Add(new Session(e) { Since = entry.At }) },
        VoteCast e => WithSession(Sessions[^1].After(e, entry.At)),
        ScoresGiven e => WithSession(Sessions[^1] with { Scores = Sessions[^1].Scores.SetItem(e.Seat, e.Scores) }),
        MemberCalled e => WithSession(Sessions[^1].After(e)),
        ModerationOpened e => WithSession(Sessions[^1] with { Moderation = e }),
        VotesVoided e => WithSession(Sessions[^1].After(e)),
        PlacedOnAgenda e => WithSession(Sessions[^1] with { Meeting = e.Meeting, Meetings = Sessions[^1].Meetings.Add(e.Meeting), DueOn = e.On }),
        ReviewExtended e => WithSession(Sessions[^1].After(e, entry.At)),
        MinutesSealed e => this with { Sessions = [.. Sessions.Select(held => held.Number == e.Session ? held with { Minutes = held.Minutes.Add(e) } : held)] },
        AnalysisWritten e => this with { Analysis = e.Text },
        AppealFiled e => this with { Appeal = e.Grounds },
        SupportDecided e => WithSession(Sessions[^1] with { Decision = e, DecidedAt = entry.At }) with { Granted = e.Result == ReviewResult.Deferred ? Granted : e.Amount },
        ReferredToNational e => WithSession(Sessions[^1] with { Referred = e.Why }),
        QuestionAnswered e => WithSession(Sessions[^1] with { Answer = e.Answer }),
        FundsReserved e => this with { Envelope = e.Envelope },
        FundsReleased => this with { Envelope = null },
        ConventionIssued e => this with
        {
            Convention = new Convention(e.Tranches, e.DueOn, null, null) { IssuedAt = entry.At },
            // After an appeal there is another, of which the applicant is reminded anew.
            Reminders = Reminders.Remove(new RequestKey(Ask.Signature)),
        },
        // After an appeal the first one can be signed while funds for more are awaited.
        ConventionSigned e => this with
        {
            Convention = Convention! with { Signatory = e.Signatory, SignedAt = entry.At },
            Granted = Convention.Total,
        },
        TrancheOpened e => this with
        {
            ProofRounds = ProofRounds + 1,
            Tranches = Tranches.Add(new Tranche(e.Tranche, Convention!.Tranches[e.Tranche - 1], e.DueOn) { Since = entry.At }),
        },
        TrancheRequested e => WithTranche(Tranches[^1] with { PayBy = e.PayBy, RequestedAt = entry.At }),
        ProofRefused e => WithTranche(Tranches[^1].Refused(e) with { Since = entry.At }) with { ProofRounds = ProofRounds + 1 },
        PaymentPrepared e => WithTranche(Tranches[^1].Prepared(e)),
        ServiceVerified e => WithTranche(Tranches[^1] with { VerifiedBy = e.By }),
        PaymentOrdered e => WithTranche(Tranches[^1] with { OrderedBy = e.By }),
        PaymentVisaed e => WithTranche(Tranches[^1] with { VisaedBy = e.By }),
        PaymentSent e => WithTranche(Tranches[^1] with { FileId = e.FileId }),
        PaymentSettled => WithTranche(Tranches[^1] with { SettledAt = entry.At }),
        PaymentReturned e => WithTranche(Tranches[^1] with { Returned = e.Reason }),
        _ => this,
    };

    private CaseFile WithUndelivered(string mailId, Undelivered why) => this with
    {
        Letters = [.. Letters.Select(letter => letter.Recorded.MailId == mailId ? letter with { Undelivered = why } : letter)],
    };

    private CaseFile WithDocument(string documentId, Func<CaseDocument, CaseDocument> change) => this with
    {
        Documents = [.. Documents.Select(document => document.Id == documentId ? change(document) : document)],
    };

    private CaseFile WithSession(Session session) => this with { Sessions = Sessions.SetItem(Sessions.Count - 1, session) };

    private CaseFile WithTranche(Tranche tranche) => this with { Tranches = Tranches.SetItem(Tranches.Count - 1, tranche) };
}
