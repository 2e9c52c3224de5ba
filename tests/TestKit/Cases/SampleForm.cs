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

    /// <summary>What every form has, and nothing more.</summary>
    public static ApplicationForm Empty { get; } = new() { Region = "10", Language = "fr" };
}
