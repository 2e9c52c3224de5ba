using Microsoft.Extensions.Options;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Mail;
using Tasdir.Mail.Replies;
using Tasdir.Workflows.Committees;

namespace Tasdir.Workflows.Cases;

/// <summary>Writes a recorded letter: to whom, in which language, and what it says.</summary>
public sealed class LetterDesk(VoteLinks votes, AbsencePasses absences, ReplyAddresses replies, IOptions<SiteOptions> site)
{
    /// <summary>Writes a letter.</summary>
    /// <param name="file">The case as it was when the letter was recorded, so that a letter sent late still says what it is about.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="now">The case's rules and the calendar.</param>
    /// <returns>The address it goes to, the letter, and where answers to it go, if they are read.</returns>
    public async Task<(string To, Letter Letter, string? ReplyTo)> WriteAsync(CaseFile file, LetterRecorded letter, Circumstances now)
    {
        ReplyTaken? answer = AnswerOf(file, letter);
        Session? session = answer is null ? file.Sessions.LastOrDefault() : file.Sessions.Find(held => held.Number == answer.Session);
        Member? seat = answer is not null ? Answerer(file, session!, answer, now) : letter.Seat is { } code ? Seats.Of(file, code, now) : null;
        bool toOffice = IsToOffice(letter.Letter);
        string to = seat is not null ? seat.Mailbox!
            : toOffice ? now.Rules.Region(file.Region).Office
            : file.Form.Email!;
        string language = FiledLetter.Is(letter.Letter) ? "ar" : seat is null && !toOffice ? file.Form.Language : "fr";
        LetterFacts facts = Facts(file, letter, session, seat, now);
        return (to, await Letters.ComposeAsync(letter.Letter, facts, language), seat is null ? null : ReplyTo(file.Reference, session!, seat));
    }

    private LetterFacts Facts(CaseFile file, LetterRecorded letter, Session? session, Member? seat, Circumstances now)
    {
        ReplyTaken? answer = AnswerOf(file, letter);
        Tranche? tranche = file.Tranches.LastOrDefault();
        // The second review is the administration's last word.
        bool isFinal = file.Appeal is not null && letter.Letter is (LetterKind.SupportGranted or LetterKind.SupportRefused);
        return new LetterFacts
        {
            Reference = file.Reference,
            ApplicantName = file.Form.Name ?? file.Reference,
            Scheme = now.Rules.Scheme(file.Form.Scheme!).Name,
            Region = now.Rules.Region(file.Region).Name,
            RecipientName = seat is null ? file.Form.Signatory : null,
            Seat = seat?.Name,
            Amount = AmountOf(file, letter.Letter, tranche),
            Vote = answer?.Choice is { } choice ? Names.Of(choice) : null,
            VoteRefused = answer?.RefusedCode,
            AsksReason = answer is not null && Replies.LacksReason(file, answer),
            RequestedAmount = session?.Amount ?? Support.Of(file, now.Rules, received: null).Amount,
            Tranche = tranche?.Number,
            TrancheCount = now.Rules.Scheme(file.Form.Scheme!).Tranches.Parts.Count,
            DueOn = OwnDueDateOf(file, letter.Letter) ?? file.DueOn ?? tranche?.DueOn ?? file.Convention?.DueOn,
            LegalDueOn = file.LegalDueOn,
            AppealUntil = letter.Letter switch
            {
                LetterKind.SupportRefused or LetterKind.ConventionToSign or LetterKind.SignatureReminder when file.Appeal is null => Reviews.AppealUntil(file, now),
                LetterKind.DeclaredInadmissible or LetterKind.CaseExpired => DueDates.Of(TimeLimit.Appeal, now),
                _ => null,
            },
            IsFinal = isFinal,
            FirstAmount = letter.Letter == LetterKind.PlacedOnWaitingList && file.Convention is { } first ? first.Total : null,
            Items = ItemsOf(file, letter.Letter, tranche, now.Rules),
            Reasons = ReasonsOf(file, letter.Letter, session, tranche, now.Rules),
            Question = session?.Decision is { Result: ReviewResult.Deferred } question ? string.Join('\n', question.Reasons) : null,
            Link = seat is not null ? votes.Create(site.Value, file, session!, seat, now.Calendar)
                : letter.Letter is LetterKind.DocumentCheckReminder or LetterKind.PaymentReminder or LetterKind.DataRequested ? site.Value.Page("/desk")
                : letter.Letter == LetterKind.DataRequestAnswered ? site.Value.Page($"/applications/{file.Reference}/export")
                // What is to be done about one document is done on the page of its case.
                : site.Value.Page($"/applications/{file.Reference}"),
            AbsenceLink = seat is not null ? absences.Create(site.Value, file, session!, seat, now) : null,
            ReceiptNumber = file.Reference,
            PaymentReference = tranche?.EndToEndId,
        };
    }

    // The receipt of an answer is written in the same step as the answer is noted.
    private static ReplyTaken? AnswerOf(CaseFile file, LetterRecorded letter) =>
        letter.Letter is LetterKind.ReplyReceipt or LetterKind.ReplyNotUnderstood ? file.Replies[^1] : null;

    // Whoever answered is told what became of it, even if somebody else acts for the seat now.
    private static Member Answerer(CaseFile file, Session session, ReplyTaken answer, Circumstances now) =>
        session.MemberOf(answer.Seat)! is var member ? member with { Name = Seats.NameOf(member, file.Region, now), Mailbox = answer.Mailbox } : member;

    private string? ReplyTo(string reference, Session session, Member seat) => session.Members.FindIndex(member => member.Seat == seat.Seat) is var number and >= 0
        ? replies.AddressFor(reference, session.Number, session.Round, number, seat.Mailbox!)
        : null;

    private static bool IsToOffice(LetterKind letter) => letter is LetterKind.DocumentCheckReminder or LetterKind.PaymentReminder
        or LetterKind.RenewalToSupply or LetterKind.RenewalToCheck or LetterKind.DataRequested;

    // What goes on beside the procedure is due on a date of its own.
    private static DateOnly? OwnDueDateOf(CaseFile file, LetterKind letter) => letter switch
    {
        LetterKind.RenewalRequested or LetterKind.RenewalToSupply => file.Renewals[^1].DueOn,
        LetterKind.DataRequested => file.DataRequests[^1].Asked.DueOn,
        _ => null,
    };

    private static Money? AmountOf(CaseFile file, LetterKind letter, Tranche? tranche) => letter switch
    {
        LetterKind.ProofRequested or LetterKind.ProofReminder or LetterKind.TranchePaid
            or LetterKind.PaymentReturned or LetterKind.PaymentReminder => tranche?.Amount,
        LetterKind.ReplyReceipt => file.Replies[^1].Amount,
        _ => file.Granted,
    };

    private static IReadOnlyList<Text> ItemsOf(CaseFile file, LetterKind letter, Tranche? tranche, ProgrammeRules rules) => letter switch
    {
        LetterKind.ComplementRequested or LetterKind.ComplementReminder =>
            [.. file.Complement!.Items.Select(item => With(rules.Document(item.Kind).Name, Said(item.Kind, item.Note, file)))],
        LetterKind.ProofRequested or LetterKind.ProofReminder =>
            [.. DocumentCheck.Asked(file, rules, tranche!.Number).Select(asked => With(rules.Document(asked.Kind).Name, tranche.Refusal))],
        // One letter tells of one request, and a request asks for several documents at one instant.
        LetterKind.RenewalRequested or LetterKind.RenewalToSupply =>
            [.. file.Renewals.Where(asked => (asked.AskedAt, asked.OfAdministration) == (file.Renewals[^1].AskedAt, file.Renewals[^1].OfAdministration))
                .Select(asked => rules.Document(asked.Kind).Name)],
        LetterKind.RenewalToCheck => [rules.Document(file.Documents[^1].Kind).Name],
        _ => [],
    };

    private static IReadOnlyList<Text> ReasonsOf(
        CaseFile file, LetterKind letter, Session? session, Tranche? tranche, ProgrammeRules rules) => letter switch
        {
            LetterKind.DeclaredInadmissible =>
                [.. file.Faults.Select(fault => With(rules.Document(fault.Kind).Name, fault.Reason))],
            LetterKind.SupportRefused => Said(session!.Decision!.Reasons),
            LetterKind.SupportGranted when session!.Decision!.Result == ReviewResult.PartlyApproved => Said(session.Decision.Reasons),
            LetterKind.PaymentReturned => Said([tranche!.Returned!]),
            LetterKind.ReplyReceipt when file.Replies[^1].Reason is { } reason => Said([reason]),
            LetterKind.DataRequestAnswered => Said([file.DataRequests.MaxBy(request => request.AnsweredAt)!.Answer!]),
            _ => [],
        };

    // What a person wrote is shown in both languages as it was written.
    private static IReadOnlyList<Text> Said(IReadOnlyList<string> sentences) =>
        [.. sentences.Select(sentence => new Text(sentence, sentence))];

    // Why the document was refused, and what the officer asks for in its place.
    private static string? Said(string kind, string? note, CaseFile file)
    {
        string? refused = file.Documents.LastOrDefault(document => document.Kind == kind && document.Verdict == Verdict.Refused)?.Reason;
        return refused is null || note is null ? refused ?? note : $"{refused} {note}";
    }

    private static Text With(Text name, string? reason) =>
        reason is null ? name : new Text($"{name.Fr} : {reason}", $"{name.Ar}: {reason}");
}
