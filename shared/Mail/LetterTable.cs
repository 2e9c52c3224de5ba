using Tasdir.Domain.Cases;
using static Tasdir.Mail.LetterParts;

namespace Tasdir.Mail;

/// <summary>
/// Every letter between its greeting and its closing. Its own sentences are <c>Kind_Subject</c>, <c>Kind_Opening</c> and
/// <c>Kind_Next</c> in <c>Letters.resx</c>.
/// </summary>
internal static class LetterTable
{
    public static IReadOnlyList<Part> PartsOf(LetterKind kind) => Letters[kind];

    private static readonly Part Appeal = Law("Law_Appeal", when: facts => !facts.IsFinal);
    private static readonly Part AppealOfReduction = Law("Law_AppealOfReduction", when: facts => facts.Reasons.Count > 0 && !facts.IsFinal);
    private static readonly Part AppealBeforeSigning = Law("Law_AppealBeforeSigning", when: facts => facts.AppealUntil is not null);
    private static readonly Part Final = Law("Law_Final", when: facts => facts.IsFinal && facts.Reasons.Count > 0);
    private static readonly Part Absence = PressIfAny("Press_Absence", facts => facts.AbsenceLink);
    private static readonly Part Follow = Press("Press_Follow");

    private static readonly Dictionary<LetterKind, Part[]> Letters = new()
    {
        [LetterKind.ApplicationReceived] =
            [Opening, Figures(Receipt, Requested, Need(LegalDue("AnswerBy"))), Next, Follow, Law("Law_Receipt")],
        [LetterKind.ComplementRequested] =
            [Opening, Items("Items_Missing", needed: true), Figures(Need(Due("BringBy"))), Next, Press("Press_Bring"), Law("Law_Complement")],
        [LetterKind.ComplementReminder] =
            [Opening, Items("Items_Missing", needed: true), Figures(Need(Due("BringBy"))), Next, Press("Press_Bring")],
        [LetterKind.ComplementReceived] =
            [Opening, Figures(Need(LegalDue("AnswerBy"))), Next, Follow],
        [LetterKind.DeclaredAdmissible] =
            [Opening, Figures(Requested, LegalDue("AnswerBy")), Next, Follow],
        [LetterKind.DeclaredInadmissible] =
            [Opening, Reasons("Reasons", needed: true), Figures(AppealUntil), Follow, Appeal],

        [LetterKind.VoteInvitation] =
            [Opening, Figures(Seat, Requested, Need(Due("VoteBy"))), Next, Press("Press_Vote", needed: true), ReplyForms, Absence],
        [LetterKind.VoteReminder] =
            [Opening, Figures(Seat, Requested, Need(Due("VoteBy"))), Next, Press("Press_Vote", needed: true), ReplyForms, Absence],
        [LetterKind.VotesVoided] =
            [Opening, Figures(Seat, Requested, Need(Due("VoteBy"))), Next, Press("Press_Vote", needed: true), ReplyForms],
        [LetterKind.ModerationOpened] =
            [Opening, Figures(Seat, Requested, Need(Due("VoteBy"))), Next, Press("Press_Vote", needed: true)],
        [LetterKind.QuorumAtRisk] =
            [Opening, Figures(Seat, Need(Due("VoteBy"))), Next, Press("Press_Vote", needed: true)],
        [LetterKind.AppealReceived] =
            [Opening, Figures(), Next, Follow],
        [LetterKind.QuestionAsked] =
            [Opening, Question, Figures(Need(Due("ReplyBy"))), Next, Press("Press_Reply")],
        [LetterKind.QuestionReminder] =
            [Opening, Question, Figures(Need(Due("ReplyBy"))), Next, Press("Press_Reply")],

        [LetterKind.SupportGranted] =
            [Opening, Figures(Need(Amount("GrantedAmount")), Requested, TrancheCount), Reasons("Reasons_Reduced"), Next, Follow, AppealOfReduction, Final],
        [LetterKind.SupportRefused] =
            [Opening, Reasons("Reasons", needed: true), Figures(Requested, AppealUntil), Follow, Appeal, Final],
        [LetterKind.PlacedOnWaitingList] =
            [Opening, Figures(Need(Amount("GrantedAmount")), FirstAmount), Next, FirstConvention, Follow],

        [LetterKind.ConventionToSign] =
            [Opening, Figures(Amount("GrantedAmount"), TrancheCount, Need(Due("SignBy")), AppealUntil), Next, Press("Press_Sign", needed: true), AppealBeforeSigning],
        [LetterKind.SignatureReminder] =
            [Opening, Figures(Amount("GrantedAmount"), TrancheCount, Need(Due("SignBy")), AppealUntil), Next, Press("Press_Sign", needed: true), AppealBeforeSigning],
        [LetterKind.ProofRequested] =
            [Opening, Items("Items_Proof"), Figures(Need(Tranche), Amount("TrancheAmount"), Need(Due("BringBy"))), Next, Press("Press_Bring")],
        [LetterKind.ProofReminder] =
            [Opening, Items("Items_Proof"), Figures(Need(Tranche), Amount("TrancheAmount"), Need(Due("BringBy"))), Next, Press("Press_Bring")],
        [LetterKind.TranchePaid] =
            [Opening, Figures(Need(Amount("PaidAmount")), Need(Tranche), PaymentReference), Next, Follow],
        [LetterKind.PaymentReturned] =
            [Opening, Figures(Amount("TransferAmount"), Tranche, PaymentReference), Reasons("Reasons_Bank"), Next, Follow],
        [LetterKind.CaseClosed] =
            [Opening, Figures(Amount("PaidTotal")), Next, Follow],

        [LetterKind.ApplicationWithdrawn] =
            [Opening, Figures(), Next, Follow],
        [LetterKind.CaseExpired] =
            [Opening, Figures(Due("PassedOn"), AppealUntil), Reasons("Reasons"), Next, Follow, Appeal],

        [LetterKind.DocumentCheckReminder] =
            [Opening, Figures(Need(LegalDue("LegalDue"))), Next, Press("Press_Desk")],
        [LetterKind.RenewalRequested] =
            [Opening, Items("Items_Renewal", needed: true), Figures(Need(Due("BringBy"))), Next, Press("Press_Bring")],
        [LetterKind.RenewalToSupply] =
            [Opening, Items("Items_Renewal", needed: true), Figures(Need(Due("BringBy"))), Next, Press("Press_Case")],
        [LetterKind.RenewalToCheck] =
            [Opening, Items("Items_Renewal", needed: true), Figures(), Next, Press("Press_Case")],
        [LetterKind.PaymentReminder] =
            [Opening, Figures(Tranche, Amount("TrancheAmount"), Need(Due("PayBy"))), Next, Press("Press_Desk")],
        [LetterKind.DataRequested] =
            [Opening, Figures(Need(Due("AnswerBy"))), Next, Press("Press_Desk")],
        [LetterKind.DataRequestAnswered] =
            [Opening, Reasons("Reasons_Data", needed: true), Figures(), Next, Press("Press_Export", needed: true)],
        [LetterKind.ReplyReceipt] =
            [Opening, Figures(Seat, Need(Vote), Amount("VotedAmount")), Reasons("Reasons_Vote"), VoteStands, ReasonAsked, Next, Press("Press_Correct", needed: true)],
        [LetterKind.ReplyNotUnderstood] =
            [Opening, Figures(Seat), ReplyForms, Next, Press("Press_Vote", needed: true)],
    };
}
