using System.Collections.Immutable;
using System.Globalization;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.TestKit;

/// <summary>A case that the rules carry forward, as people and the procedure would: its log, and the instant at which it stands.</summary>
/// <param name="File">The case; before its first fact null.</param>
/// <param name="Lines">Its log.</param>
/// <param name="Head">Hash of the last line.</param>
/// <param name="Now">The instant, UTC.</param>
public sealed record SampleCase(CaseFile File, ImmutableList<string> Lines, string Head, DateTimeOffset Now)
{
    /// <summary>Tuesday 20 January 2026, ten in the morning in Morocco.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An officer's refusal.</summary>
    public static readonly GivenVerdict Refusal = new(false, RefusalReason.Illegible, "Illisible");

    public const string Officer = "officer-1";

    public static readonly string Reference = CaseReference.Create(2026, "10", [7, 15, 3, 19, 23]);

    public ProgrammeRules Rules { get; init; } = Programmes.Version("2025-1");

    public Circumstances Circumstances => new(Rules, WorkingCalendar.Default, Now);

    /// <summary>A draft.</summary>
    public static SampleCase Begin(ApplicationForm? form = null) =>
        new SampleCase(null!, [], LogEntry.Genesis, Beginning)
            .Do((_, now) => Applications.Begin("applicant-1", form ?? SampleForm.Complete, now.Rules));

    /// <summary>What a rule brings; a rule that refuses is a mistake in the test.</summary>
    public SampleCase Do(Func<CaseFile, Circumstances, Outcome> rule)
    {
        Outcome outcome = rule(File, Circumstances);
        return outcome.IsRefused
            ? throw new InvalidOperationException($"Refused in {File.State}: {string.Join(", ", outcome.Refusals)}")
            : Record(outcome.Events);
    }

    /// <summary>What these facts bring, with their letters.</summary>
    public SampleCase Record(params IReadOnlyList<CaseEvent> facts)
    {
        Extension extension = CaseLog.Extend(Reference, File, Head, facts, Actor.Procedure, "test", Now);
        return extension.Refused is { } refusal
            ? throw new InvalidOperationException($"Refused: {refusal}")
            : this with { File = extension.File!, Lines = Lines.AddRange(extension.Lines), Head = extension.Head };
    }

    /// <summary>So many days later.</summary>
    public SampleCase After(int days) => this with { Now = Now.AddDays(days) };

    /// <summary>In the first instant after a date.</summary>
    public SampleCase WhenPast(DateOnly date) => this with { Now = WorkingCalendar.Default.EndOfDay(date) };

    /// <summary>With every letter that was written taken by the mail service.</summary>
    public SampleCase SendLetters() => Record([.. File.LettersToSend.Select(letter => new LetterSent(letter.MailId))]);

    /// <summary>With a document of each of these kinds, in which the automatic checks found nothing.</summary>
    public SampleCase Bring(params IEnumerable<string> kinds) =>
        kinds.Aggregate(this, (soFar, kind) => soFar.Send(kind).CheckLast(Checks.Passed));

    /// <summary>With a document that no automatic check has looked at yet.</summary>
    public SampleCase Send(string kind) => Do((file, now) => Applications.Receive(file, Document(file, kind), now.Rules));

    /// <summary>With a document in which an automatic check found something.</summary>
    public SampleCase BringWith(string kind, AutomaticCheck check, params IReadOnlyList<Finding> findings) =>
        Send(kind).CheckLast(Checks.With(check, findings));

    /// <summary>With what automatic checks said of the document that came last.</summary>
    public SampleCase CheckLast(IReadOnlyList<CheckReport> reports) => Record(new DocumentChecked(File.Documents[^1].Id, reports));

    /// <summary>With every document that its scheme needs, those of other administrations too.</summary>
    public SampleCase BringFile() =>
        Bring(DocumentCheck.Asked(File, Rules).Where(asked => asked.Required).Select(asked => asked.Kind));

    /// <summary>With a verdict on every document that has none: accepted as of today, but for one kind.</summary>
    public SampleCase Judge(string? refused = null) => File.Documents.Where(document => document.Verdict == Verdict.None).Aggregate(
        this,
        (soFar, document) => soFar.Do((file, now) =>
            Verdicts.Judge(file, document.Id, document.Kind == refused ? Refusal : Accepted(now), Officer, now)));

    /// <summary>An officer's acceptance of a document issued today that holds for two years.</summary>
    public static GivenVerdict Accepted(Circumstances now) => new(true, IssuedOn: now.Today, ExpiresOn: now.Today.AddYears(2));

    /// <summary>Why members grant less than computed, where a test does not say.</summary>
    public const string Reduction = "Le devis est trop élevé.";

    /// <summary>With the same vote from these seats; from every one that has not voted, if none is named.</summary>
    public SampleCase Vote(VoteChoice choice, Money? amount = null, string? reason = null, params string[] seats)
    {
        Session session = File.Sessions[^1];
        IEnumerable<string> voters = seats.Length > 0 ? seats : session.SeatsToVote;
        SampleCase voted = voters.Aggregate(this, (soFar, seat) => soFar.Do((file, now) =>
            Sitting.Vote(file, new VoteCast(session.Number, seat, choice, amount, reason ?? (amount < session.Amount ? Reduction : null)), null, now)));
        // Of a seat whose member has an interest in the case, the alternate has one too.
        return choice == VoteChoice.Conflict && voters.Intersect(voted.File.Sessions[^1].SeatsToVote).ToArray() is { Length: > 0 } called
            ? voted.Vote(choice, amount, reason, called)
            : voted;
    }

    /// <summary>With a document's arrival as a fact.</summary>
    public static DocumentReceived Document(CaseFile file, string kind)
    {
        int number = file.Documents.Count + 1;
        string id = string.Create(CultureInfo.InvariantCulture, $"d{number}");
        return new DocumentReceived(id, kind, $"{kind}.pdf", "application/pdf", 1_000 + number, LogEntry.HashOf(id));
    }
}
