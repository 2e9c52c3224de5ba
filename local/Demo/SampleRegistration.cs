namespace Tasdir.Local.Demo;

/// <summary>Who the cooperative is: statutes, register, ICE, taxes, identity card.</summary>
internal static class SampleRegistration
{
    public static byte[] Statutes() => new Sheet("Statuts de la coopérative", SampleFiles.Enterprise, $"{SampleFiles.Enterprise} · Statuts")
        .Paragraph("Adoptés par l'assemblée générale constitutive du 14 mars 2019, conformément à la loi n° 112-12 relative aux coopératives.")
        .Heading("Article 1 : Dénomination")
        .Paragraph($"Il est formé entre les membres signataires une coopérative à capital variable dénommée « {SampleFiles.Enterprise} ».")
        .Heading("Article 2 : Objet")
        .Paragraph("La coopérative a pour objet la collecte, la transformation et la vente, au Maroc et à l'étranger, de l'huile d'argan, de l'huile de graines de figue de barbarie et des produits qui en sont tirés, pour le compte de ses membres.")
        .Heading("Article 3 : Siège")
        .Paragraph($"Le siège est fixé à : {SampleFiles.Seat}. Il peut être déplacé dans la même région par décision du conseil d'administration.")
        .Heading("Article 4 : Durée")
        .Paragraph("La durée de la coopérative est de quatre-vingt-dix-neuf ans à compter de son immatriculation.")
        .NextPage()
        .Heading("Article 5 : Capital et parts")
        .Paragraph("Le capital initial est de 42 000,00 dirhams, divisé en 420 parts nominatives de 100 dirhams, entièrement libérées.")
        .Table(
            ["Membres fondateurs", "Parts", "Montant (MAD)"],
            ["Fatma Aït Bella", "60", "6 000,00"],
            ["Khadija Ouchen", "40", "4 000,00"],
            ["Mbarka Lahrach", "40", "4 000,00"],
            ["28 autres membres", "280", "28 000,00"],
            ["Total", "420", "42 000,00"])
        .Heading("Article 6 : Admission et retrait")
        .Paragraph("L'admission est décidée par le conseil d'administration et ratifiée par l'assemblée générale. Le membre qui se retire a droit au remboursement de ses parts à leur valeur nominale, dans un délai d'un an.")
        .Heading("Article 7 : Assemblée générale")
        .Paragraph("L'assemblée générale ordinaire se réunit une fois par an dans les six mois qui suivent la clôture de l'exercice. Chaque membre dispose d'une voix, quel que soit le nombre de ses parts.")
        .NextPage()
        .Heading("Article 8 : Conseil d'administration")
        .Paragraph($"La coopérative est administrée par un conseil de cinq membres élus pour trois ans. Le conseil élit parmi ses membres une présidente, qui représente la coopérative et signe en son nom. Première présidente : {SampleFiles.President}.")
        .Heading("Article 9 : Excédents")
        .Paragraph("Il est prélevé chaque année 10 % des excédents pour la réserve légale et 2 % pour la formation des membres ; le reste est réparti au prorata des apports de chaque membre.")
        .Heading("Article 10 : Dissolution")
        .Paragraph("En cas de dissolution, l'actif net revient à une autre coopérative ou à un organisme d'intérêt général de la région.")
        .Signature("Fait à Guelmim, le 14 mars 2019", SampleFiles.President, "présidente")
        .ToPdf();

    public static byte[] RegisterExtract() => new Sheet("Extrait du registre des coopératives", "Tribunal de première instance de Guelmim", "Registre local des coopératives · Guelmim")
        .Table(
            ["Mention", "Inscription"],
            ["Dénomination", SampleFiles.Enterprise],
            ["Numéro d'immatriculation", "RC-COOP 2019/0147"],
            ["Date d'immatriculation", "2 mai 2019"],
            ["Identifiant commun (ICE)", SampleFiles.Ice],
            ["Présidente", SampleFiles.President],
            ["Nombre de membres", "31"],
            ["Capital", "42 000,00 MAD"])
        .Paragraph($"Siège : {SampleFiles.Seat}.")
        .Heading("Procédures en cours")
        .Paragraph("Néant. Aucune inscription de nantissement, de redressement ou de liquidation n'est portée au registre à ce jour.")
        .Paragraph($"Extrait délivré à Guelmim le {SampleFiles.IssuedOnInWords}. Document d'exemple, sans valeur juridique.")
        .ToPdf();

    public static byte[] IceAttestation() => new Sheet("Attestation d'identifiant commun de l'entreprise", "Registre de l'ICE", "Identifiant commun de l'entreprise (ICE)")
        .Paragraph("Il est attesté que l'identifiant commun ci-dessous a été attribué à l'entreprise désignée.")
        .Table(
            ["Mention", "Valeur"],
            ["ICE", SampleFiles.Ice],
            ["Dénomination", SampleFiles.Enterprise],
            ["Forme", "Coopérative"],
            ["Région", "Guelmim-Oued Noun"])
        .Paragraph($"Attestation éditée le {SampleFiles.IssuedOnInWords}. Document d'exemple, sans valeur juridique.")
        .ToPdf();

    public static byte[] TaxAttestation() => new Sheet("Attestation de régularité fiscale", "Direction régionale des impôts", "Administration fiscale · Guelmim")
        .Table(
            ["Mention", "Valeur"],
            ["Contribuable", SampleFiles.Enterprise],
            ["ICE", SampleFiles.Ice],
            ["Identifiant fiscal", "40217765"])
        .Paragraph("Le contribuable désigné a déposé les déclarations auxquelles il est tenu et n'est redevable d'aucun impôt exigible à la date de la présente attestation.")
        .Paragraph($"Délivrée à Guelmim le {SampleFiles.IssuedOnInWords}. Document d'exemple, sans valeur juridique.")
        .ToPdf();

    public static byte[] SignatoryId() => new Sheet("Carte nationale d'identité électronique (copie)", SampleFiles.President, "Copie de la pièce d'identité de la signataire")
        .Table(
            ["Mention", "Valeur"],
            ["Nom", "AÏT BELLA"],
            ["Prénom", "Fatma"],
            ["Née le", "8 juin 1978 à Guelmim"],
            ["Numéro", "JA000000"],
            ["Valable jusqu'au", "21 septembre 2031"])
        .Paragraph("Copie certifiée conforme à l'original. Spécimen d'exemple, sans valeur juridique.")
        .ToPdf();
}
