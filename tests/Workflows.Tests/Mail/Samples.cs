using Tasdir.Domain.Payments;
using Tasdir.Mail;

namespace Tasdir.Workflows.Tests.Mail;

/// <summary>A case about which everything is known, so that each letter takes what it needs.</summary>
internal static class Samples
{
    public static readonly LetterFacts Everything = new()
    {
        Reference = "TSD-2026-10-7F3KQ9",
        ApplicantName = "Coopérative Tifaouine",
        Scheme = new("Prospection des marchés extérieurs", "استكشاف الأسواق الخارجية"),
        Region = new("Guelmim-Oued Noun", "كلميم - واد نون"),
        RecipientName = "Fatima Aït Lahcen",
        Vote = new("Approuver", "الموافقة"),
        AsksReason = true,
        Seat = new("Chambre de commerce", "غرفة التجارة"),
        Amount = Money.FromMad(144_000),
        RequestedAmount = Money.FromMad(180_000.50m),
        Tranche = 2,
        TrancheCount = 3,
        DueOn = new(2026, 12, 7),
        LegalDueOn = new(2027, 1, 22),
        AppealUntil = new(2027, 2, 1),
        FirstAmount = Money.FromMad(100_000),
        Items =
        [
            new("Relevé d'identité bancaire : illisible", "كشف التعريف البنكي: غير مقروء"),
            new("Devis du stand, daté de moins de trois mois", "بيان ثمن الرواق، لا يتجاوز تاريخه ثلاثة أشهر"),
        ],
        Reasons =
        [
            new("Le voyage d'une troisième personne n'est pas pris en charge.", "لا يغطي الدعم سفر شخص ثالث."),
            new("Le salon n'est pas ouvert aux professionnels.", "المعرض غير مفتوح للمهنيين."),
        ],
        Question = "Avez-vous déjà un acheteur ?\nOù ?",
        Link = new("https://tasdir.example/cases/TSD-2026-10-7F3KQ9?l=fr&k=1"),
        ReceiptNumber = "R-2026-000123",
        PaymentReference = "TSD2026107F3KQ9T2G1",
    };

    public static readonly DigestFacts Digest = new()
    {
        Region = Everything.Region,
        Day = new(2026, 11, 23),
        Desk = new("https://tasdir.example/desk"),
        Groups =
        [
            new(new("Au bureau régional", "لدى المكتب الجهوي"),
            [
                new("TSD-2026-10-7F3KQ9", "Coopérative Tifaouine", new(2026, 11, 20)),
                new("TSD-2026-10-2B8XTM", "تعاونية أركان", new(2026, 11, 27)),
            ]),
            new(new("Au demandeur", "لدى صاحب الطلب"), [new("TSD-2026-10-9ZC4HW", null, null)]),
            new(new("À la banque", "لدى البنك"), []),
        ],
    };
}
