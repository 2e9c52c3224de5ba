using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.TestKit;

/// <summary>What a cooperative of Guelmim fills in, complete and well formed; tests change one thing at a time.</summary>
public static class SampleForm
{
    /// <summary>A plan of 180 000 MAD: 80 per cent of it is 144 000, which the regional committee decides.</summary>
    public static ApplicationForm Complete { get; } = new()
    {
        Region = "10",
        Language = "fr",
        Scheme = "first-export",
        Kind = ApplicantKind.Cooperative,
        Name = "Coopérative Tighmert Argan et Cactus",
        Ice = "003210987000108",
        Rib = "225450010020030040050073",
        Signatory = "Fatma Aït Bella",
        Email = "tighmert@example.ma",
        Phone = "+212612345678",
        PlanTitle = "Salon de Düsseldorf et certification biologique",
        PlanCost = Money.FromMad(180_000),
    };

    /// <summary>A plan of 500 000 MAD: 400 000 are above what the regional committee decides.</summary>
    public static ApplicationForm National { get; } = Complete with { PlanCost = Money.FromMad(500_000) };

    /// <summary>A plan in three lines of 200 000 MAD, one of them quoted: 80 per cent of it is 160 000.</summary>
    public static ApplicationForm Itemised { get; } = Complete with
    {
        PlanCost = Money.FromMad(200_000),
        Activity = "agri-food",
        Products = ["15", "33"],
        Plan =
        [
            new PlanLine("fairs", Money.FromMad(110_000), "Stand à Düsseldorf",
            [
                new Quote("Atlas Salons et Foires SARL", Money.FromMad(110_000), new DateOnly(2026, 3, 31), "D-2026-118", "001561191000066"),
                new Quote("Salons du Monde", Money.FromMad(118_000), new DateOnly(2026, 6, 30)),
                new Quote("Expo Sud", Money.FromMad(125_000)),
            ]),
            new PlanLine("certification", Money.FromMad(50_000), "Certification biologique"),
            new PlanLine("packaging", Money.FromMad(40_000)),
        ],
    };

    /// <summary>What every form has, and nothing more.</summary>
    public static ApplicationForm Empty { get; } = new() { Region = "10", Language = "fr" };
}
