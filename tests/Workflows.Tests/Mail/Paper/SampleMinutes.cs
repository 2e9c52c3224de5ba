using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Mail.Paper;

namespace Tasdir.Workflows.Tests.Mail.Paper;

/// <summary>A meeting at which everything happened that minutes can tell.</summary>
internal static class SampleMinutes
{
    private static readonly Text s_chair = new("Délégation du commerce extérieur", "مندوبية التجارة الخارجية");
    private static readonly Text s_chamber = new("Chambre de commerce", "غرفة التجارة");
    private static readonly Text s_customs = new("Douane", "الجمارك");
    private static readonly Text s_bank = new("Banque", "البنك");
    private static readonly Text s_scheme = new("Prospection des marchés extérieurs", "استكشاف الأسواق الخارجية");

    public static readonly DateTimeOffset WrittenAt = new(2026, 11, 24, 16, 40, 0, TimeSpan.Zero);

    public static readonly MinutesFacts Everything = new()
    {
        Committee = new("Comité régional de l'export", "اللجنة الجهوية للتصدير"),
        Region = new("Guelmim-Oued Noun", "كلميم - واد نون"),
        Meeting = "M-2026-10-0007",
        Day = new(2026, 11, 24),
        ConvenedOn = new(2026, 11, 12),
        Rules = new("Majorité des sièges, voix du président prépondérante ; quorum : 3 votes", "أغلبية المقاعد، مع ترجيح صوت الرئيس؛ النصاب القانوني: 3 أصوات"),
        Seats =
        [
            new(s_chair, Present: true, ActingFor.Holder),
            new(s_chamber, Present: true, ActingFor.Alternate),
            new(s_customs, Present: true, ActingFor.Delegate),
            new(s_bank, Present: false, ActingFor.Nobody),
        ],
        Cases =
        [
            Case("TSD-2026-10-7F3KQ9", "Coopérative Tifaouine") with
            {
                Result = ReviewResult.PartlyApproved,
                Granted = Money.FromMad(144_000),
                Score = 78.5m,
                Rank = 1,
                WithinEnvelope = true,
                Conflicts = [s_bank],
                Votes =
                [
                    new(s_chair, VoteChoice.Approve, Money.FromMad(144_000), "Le voyage d'une troisième personne n'est pas pris en charge."),
                    new(s_chamber, VoteChoice.Approve, Money.FromMad(180_000.50m), null),
                    new(s_customs, VoteChoice.Reject, null, "المعرض غير مفتوح للمهنيين."),
                ],
                Reasons = ["Le voyage d'une troisième personne n'est pas pris en charge."],
            },
            Case("TSD-2026-10-2B8XTM", "تعاونية أركان") with { Granted = Money.FromMad(90_000), Rank = 2, WithinEnvelope = false },
            Case("TSD-2026-10-9ZC4HW", "Société Œuvres de l'Anti-Atlas SARL") with
            {
                Result = ReviewResult.Rejected,
                Votes = [new(s_chair, VoteChoice.Reject, null, "Dossier hors du champ du programme."), new(s_customs, VoteChoice.Defer, null, "Avez-vous un acheteur ?")],
                Reasons = ["Dossier hors du champ du programme."],
            },
        ],
        Undecided =
        [
            new()
            {
                Reference = "TSD-2026-10-4H6JQK",
                Applicant = "Tighmert Export",
                Scheme = s_scheme,
                Computed = Money.FromMad(120_000),
                Conflicts = [s_chamber],
                Votes =
                [
                    new(s_chair, VoteChoice.Approve, Money.FromMad(100_000), null),
                    new(s_customs, VoteChoice.Reject, null, "Aucun marché visé n'est nommé."),
                ],
                Outcome = new("Reporté à la prochaine réunion : quorum non atteint", "مؤجل إلى الاجتماع المقبل: النصاب القانوني غير مكتمل"),
            },
        ],
    };

    /// <summary>A meeting of many cases.</summary>
    public static MinutesFacts Of(int cases) => Everything with
    {
        Cases = [.. Enumerable.Range(1, cases).Select(number => Everything.Cases[0] with { Reference = $"TSD-2026-10-{number:000000}", Rank = number })],
        Undecided = [],
    };

    private static DecidedCase Case(string reference, string applicant) => new()
    {
        Reference = reference,
        Applicant = applicant,
        Scheme = s_scheme,
        Computed = Money.FromMad(180_000.50m),
        Result = ReviewResult.Approved,
    };
}
