using System.Globalization;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Cases;

/// <summary>Which letters a fact brings. They are recorded in the same step as the fact, so none is forgotten and none is written twice.</summary>
public static class Correspondence
{
    /// <summary>The letters that a fact brings.</summary>
    /// <param name="file">The case after the fact.</param>
    /// <param name="fact">What happened.</param>
    public static IEnumerable<LetterRecorded> LettersFor(CaseFile file, CaseEvent fact) =>
        fact switch
        {
            ReviewOpened e => ToSeats(file, LetterKind.VoteInvitation, e.Seats.Where(seat => e.Members?.Any(member => member.Seat == seat && member.IsVacant) != true)),
            // A meeting writes to its members once about all its cases, and reminds them so.
            RequestReminded { Request.Ask: Ask.Votes } when file.Sessions[^1].Meeting is not null => [],
            // Who has not voted is told of the new date; who has votes otherwise by the link that they have.
            DueDateMoved { Request.Ask: Ask.Votes } or ReviewExtended or RequestReminded { Request.Ask: Ask.Votes } =>
                ToSeats(file, LetterKind.VoteReminder, file.Sessions[^1].SeatsToVote),
            // Whose mail about a meeting did not arrive: the meeting writes to the alternate once about all its cases.
            MemberCalled { Why: CallReason.Undeliverable } when file.Sessions[^1].Meeting is not null => [],
            MemberCalled e => ToSeats(file, LetterKind.VoteInvitation, file.Sessions[^1].SeatsToVote.Where(seat => seat == e.Seat)),
            VotesVoided e => ToSeats(file, LetterKind.VotesVoided, file.Sessions[^1].SeatsToVote.Intersect(e.Seats)),
            // Who has not scored does not see others' scores, nor hears of them.
            ModerationOpened => ToSeats(file, LetterKind.ModerationOpened, file.Sessions[^1].Scores.Keys.Where(seat => file.Sessions[^1].MemberOf(seat) is { IsVacant: false })),
            QuorumAtRisk when file.Sessions[^1].Meeting is not null => [],
            QuorumAtRisk => ToSeats(file, LetterKind.QuorumAtRisk, file.Sessions[^1].Members.Where(member => member is { Chair: true, IsVacant: false }).Select(member => member.Seat)),
            // A draft was nobody else's business, so nobody is told of its end.
            ApplicationWithdrawn when file.SubmittedAt is null => [],
            ReplyTaken e => [Letter(file, e.Choice is null ? LetterKind.ReplyNotUnderstood : LetterKind.ReplyReceipt, e.Seat)],
            // It comes beside the procedure, so nobody is waiting at that moment.
            DocumentReceived e when Renewals.OpenFor(file, e.Kind) is not null => [Letter(file, LetterKind.RenewalToCheck, seat: null)],
            _ => KindFor(fact) is { } kind ? [Letter(file, kind, seat: null)] : [],
        };

    /// <summary>The case that a mail is about, by its id; null if it is about none.</summary>
    public static string? ReferenceOf(string mailId) =>
        mailId.Split('-') is [var system, var year, var region, var random, ..] && CaseReference.TryParse($"{system}-{year}-{region}-{random}", out string? reference)
            ? reference
            : null;

    private static LetterKind? KindFor(CaseEvent fact) => fact switch
    {
        ApplicationSubmitted => LetterKind.ApplicationReceived,
        ApplicationWithdrawn => LetterKind.ApplicationWithdrawn,
        CaseClosed => LetterKind.CaseClosed,
        ComplementRequested => LetterKind.ComplementRequested,
        ComplementAnswered => LetterKind.ComplementReceived,
        DeclaredAdmissible => LetterKind.DeclaredAdmissible,
        DeclaredInadmissible => LetterKind.DeclaredInadmissible,
        SupportDecided { Result: ReviewResult.Deferred } => LetterKind.QuestionAsked,
        SupportDecided { Result: ReviewResult.Rejected } => LetterKind.SupportRefused,
        SupportDecided => LetterKind.SupportGranted,
        DataRequested => LetterKind.DataRequested,
        DataRequestAnswered => LetterKind.DataRequestAnswered,
        AppealFiled => LetterKind.AppealReceived,
        PlacedOnWaitingList => LetterKind.PlacedOnWaitingList,
        ConventionIssued => LetterKind.ConventionToSign,
        TrancheOpened or ProofRefused => LetterKind.ProofRequested,
        PaymentSettled => LetterKind.TranchePaid,
        PaymentReturned => LetterKind.PaymentReturned,
        RenewalRequested renewal => renewal.OfAdministration ? LetterKind.RenewalToSupply : LetterKind.RenewalRequested,
        // A complement or an answer that does not come leads on, to a letter of its own.
        RequestExpired { Request.Ask: Ask.Signature or Ask.Proof } => LetterKind.CaseExpired,
        RequestReminded reminded => ReminderOf(reminded.Request.Ask),
        _ => null,
    };

    private static LetterKind? ReminderOf(Ask ask) => ask switch
    {
        Ask.Verdicts => LetterKind.DocumentCheckReminder,
        Ask.Complement => LetterKind.ComplementReminder,
        Ask.Answer => LetterKind.QuestionReminder,
        Ask.Signature => LetterKind.SignatureReminder,
        Ask.Proof => LetterKind.ProofReminder,
        Ask.Payment => LetterKind.PaymentReminder,
        _ => null,
    };

    private static IEnumerable<LetterRecorded> ToSeats(CaseFile file, LetterKind kind, IEnumerable<string> seats) =>
        seats.Select(seat => Letter(file, kind, seat));

    private static LetterRecorded Letter(CaseFile file, LetterKind kind, string? seat)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{file.Reference}-{file.Sequence:000000}{(seat is null ? "" : "-" + seat)}");
        return new LetterRecorded(id, kind, seat, file.Sequence);
    }
}
