using System.Globalization;

namespace Tasdir.Local.Demo;

/// <summary>A file of the demonstration: which document it is (<c>statutes</c>…), its name, its bytes (a PDF).</summary>
public sealed record SampleFile(string Kind, string FileName, byte[] Content);

/// <summary>
/// The documents that the demonstration's cooperative hands in: invented, but PDF files as an applicant has them. They
/// are written anew when asked for, with the same bytes each time of a run.
/// </summary>
public static class SampleFiles
{
    /// <summary>The cooperative.</summary>
    public const string Enterprise = "Coopérative Tighmert Argan et Cactus";

    /// <summary>Its president, who signs.</summary>
    public const string President = "Fatma Aït Bella";

    internal const string Seat = "Oasis de Tighmert, commune d'Asrir, Guelmim, région Guelmim-Oued Noun";

    /// <summary>Its account.</summary>
    public const string Rib = "225450010020030040050073";

    internal const string FaultyRib = "225450010020030040050037";

    /// <summary>The cooperative's ICE in this run: another enterprise each time, so that no earlier run has used up its ceilings of the year.</summary>
    public static string Ice { get; } = NewIce();

    /// <summary>The day on which the papers of this run were issued: today, so that they hold.</summary>
    public static DateOnly IssuedOn { get; } = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>That day as it stands on them.</summary>
    internal static string IssuedOnInWords => InWords(IssuedOn);

    /// <summary>A day as it stands on a paper, so many days after those were issued.</summary>
    internal static string InWords(int daysLater) => InWords(IssuedOn.AddDays(daysLater));

    /// <summary>An ICE of an enterprise that has no case yet.</summary>
    public static string NewIce()
    {
        long number = Random.Shared.NextInt64(1, 1_000_000_000) * 10_000;
        return string.Create(CultureInfo.InvariantCulture, $"{number:0000000000000}{97 - ((Int128)number * 100 % 97):00}");
    }

    /// <summary>Statutes, three pages.</summary>
    public static SampleFile Statutes => new("statutes", "statuts.pdf", SampleRegistration.Statutes());

    /// <summary>Extract of the register of cooperatives.</summary>
    public static SampleFile RegisterExtract => new("register-extract", "extrait-registre.pdf", SampleRegistration.RegisterExtract());

    /// <summary>Attestation of the common identifier (ICE).</summary>
    public static SampleFile IceAttestation => new("ice-attestation", "attestation-ice.pdf", SampleRegistration.IceAttestation());

    /// <summary>Attestation that taxes are paid.</summary>
    public static SampleFile TaxAttestation => new("tax-attestation", "attestation-fiscale.pdf", SampleRegistration.TaxAttestation());

    /// <summary>The president's identity card, as copied.</summary>
    public static SampleFile SignatoryId => new("signatory-id", "cnie-presidente.pdf", SampleRegistration.SignatoryId());

    /// <summary>Bank's certificate of the account.</summary>
    public static SampleFile RibCertificate => new("rib-certificate", "attestation-rib.pdf", SampleMoney.RibCertificate(Enterprise, Rib));

    /// <summary>The same as it must not be taken: the key of the RIB is wrong, and its holder is somebody else.</summary>
    public static SampleFile FaultyRibCertificate =>
        new("rib-certificate", "attestation-rib-erronee.pdf", SampleMoney.RibCertificate("Coopérative Asrir Miel et Safran", FaultyRib));

    /// <summary>Action plan over twelve months, three pages, 180 000.00 MAD.</summary>
    public static SampleFile ActionPlan => new("action-plan", "plan-action.pdf", SampleCommitments.ActionPlan());

    /// <summary>Sworn statement.</summary>
    public static SampleFile SwornStatement => new("sworn-statement", "declaration-honneur.pdf", SampleCommitments.SwornStatement());

    /// <summary>Letter of commitment.</summary>
    public static SampleFile CommitmentLetter => new("commitment-letter", "lettre-engagement.pdf", SampleCommitments.CommitmentLetter());

    /// <summary>Two invoices and the proof that they are paid, a page each.</summary>
    public static SampleFile ExpenseProof => new("expense-proof", "factures-et-paiement.pdf", SampleMoney.ExpenseProof());

    /// <summary>Every document that goes with the application, correct.</summary>
    public static IReadOnlyList<SampleFile> Application =>
    [
        Statutes, RegisterExtract, IceAttestation, TaxAttestation, RibCertificate, ActionPlan, SwornStatement, SignatoryId, CommitmentLetter,
    ];

    private static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"));
}
