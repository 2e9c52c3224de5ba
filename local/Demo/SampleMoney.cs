namespace Tasdir.Local.Demo;

/// <summary>The cooperative's account, and what it bought and paid for once the convention was signed.</summary>
internal static class SampleMoney
{
    public static byte[] RibCertificate(string holder, string rib) =>
        new Sheet("Attestation de relevé d'identité bancaire", "Agence de Guelmim", "Crédit Agricole du Maroc · Agence de Guelmim")
        .Paragraph("Nous attestons que le compte ci-dessous est ouvert dans nos livres et en fonctionnement.")
        .Table(
            ["Mention", "Valeur"],
            ["Titulaire", holder],
            ["Banque", rib[..3]],
            ["Localité", rib[3..6]],
            ["Numéro de compte", rib[6..22]],
            ["Clé", rib[22..]],
            ["RIB", rib],
            ["IBAN", "MA64" + rib])
        .Paragraph($"Attestation délivrée à Guelmim le {SampleFiles.IssuedOnInWords} à la demande du titulaire. Document d'exemple, sans valeur juridique.")
        .ToPdf();

    public static byte[] ExpenseProof() => new Sheet("Facture n° F-2026-0318", "Atlas Salons et Foires SARL", "Justificatifs de dépense · première tranche")
        .Paragraph($"Client : {SampleFiles.Enterprise}, ICE {SampleFiles.Ice}. Fournisseur : Atlas Salons et Foires SARL, Casablanca. Date : {SampleFiles.InWords(45)}.")
        .Table(
            ["Désignation", "Quantité", "Prix (MAD)", "Total (MAD)"],
            ["Stand équipé de 9 m²", "1", "48 000,00", "48 000,00"],
            ["Transport d'échantillons", "1", "12 000,00", "12 000,00"],
            ["Total à payer", "", "", "60 000,00"])
        .NextPage()
        .Heading("Facture n° 2026/77")
        .Paragraph($"Client : {SampleFiles.Enterprise}, ICE {SampleFiles.Ice}. Fournisseur : Laboratoire Souss Qualité, Agadir. Date : {SampleFiles.InWords(50)}.")
        .Table(
            ["Désignation", "Quantité", "Prix (MAD)", "Total (MAD)"],
            ["Analyses d'huile par lot", "10", "1 500,00", "15 000,00"],
            ["Audit biologique", "1", "15 000,00", "15 000,00"],
            ["Total à payer", "", "", "30 000,00"])
        .NextPage()
        .Heading("Avis d'exécution de virements")
        .Paragraph($"Donneur d'ordre : {SampleFiles.Enterprise}, RIB {SampleFiles.Rib}.")
        .Table(
            ["Bénéficiaire", "Date", "Référence", "Montant (MAD)"],
            ["Atlas Salons et Foires SARL", SampleFiles.InWords(55), "F-2026-0318", "60 000,00"],
            ["Laboratoire Souss Qualité", SampleFiles.InWords(56), "2026/77", "30 000,00"],
            ["Total", "", "", "90 000,00"])
        .Paragraph($"Avis édité à Guelmim le {SampleFiles.InWords(57)}. Document d'exemple, sans valeur juridique.")
        .ToPdf();
}
