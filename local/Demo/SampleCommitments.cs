namespace Tasdir.Local.Demo;

/// <summary>What the cooperative plans, states and undertakes.</summary>
internal static class SampleCommitments
{
    public static byte[] ActionPlan() => new Sheet("Plan d'action à l'export", SampleFiles.Enterprise, $"{SampleFiles.Enterprise} · Plan d'action 2026-2027")
        .Heading("1. La coopérative et ses produits")
        .Paragraph("La coopérative réunit 31 femmes de l'oasis de Tighmert. Elle produit chaque année 2 400 litres d'huile d'argan et 180 litres d'huile de graines de figue de barbarie, certifiés biologiques depuis 2023. Une première vente à l'étranger, de 310 litres, a été faite en 2025 par un intermédiaire d'Agadir.")
        .Heading("2. Marchés visés")
        .Paragraph("La France et l'Allemagne, pour l'huile cosmétique en vrac vendue aux laboratoires ; le Canada, pour l'huile alimentaire en flacons vendue aux épiceries fines. Ces trois marchés demandent des analyses par lot et une traçabilité de l'arbre au flacon.")
        .Heading("3. Objectifs")
        .Paragraph("Exporter sans intermédiaire 900 litres en douze mois, signer deux contrats annuels, et porter le revenu mensuel moyen d'une adhérente de 1 900 à 2 600 dirhams.")
        .NextPage()
        .Heading("4. Actions et coûts")
        .Table(
            ["Action", "Début", "Fin", "Coût (MAD)"],
            ["Salon professionnel à Paris", "mars 2026", "mai 2026", "60 000,00"],
            ["Analyses et audit biologique", "avril 2026", "juin 2026", "30 000,00"],
            ["Emballages et étiquettes", "mai 2026", "août 2026", "35 000,00"],
            ["Site de vente en trois langues", "juin 2026", "sept. 2026", "25 000,00"],
            ["Mission auprès d'acheteurs", "sept. 2026", "oct. 2026", "30 000,00"],
            ["Total", "", "", "180 000,00"])
        .Paragraph("Les coûts sont hors taxes, établis sur trois devis pour chaque dépense de plus de 20 000 dirhams. La part de la coopérative est prélevée sur sa réserve.")
        .NextPage()
        .Heading("5. Calendrier et suivi")
        .Paragraph("Le conseil d'administration examine l'avancement chaque trimestre. Un rapport est remis avec chaque demande de paiement.")
        .Table(
            ["Indicateur", "2025", "Cible 2026-2027"],
            ["Litres exportés", "310", "900"],
            ["Contrats annuels", "0", "2"],
            ["Revenu mensuel moyen (MAD)", "1 900", "2 600"])
        .Heading("6. Risques")
        .Paragraph("Une récolte faible réduirait les volumes : un accord avec deux coopératives voisines d'Asrir assure 20 % de fruits en complément.")
        .Signature($"Fait à Guelmim, le {SampleFiles.IssuedOnInWords}", SampleFiles.President, "présidente")
        .ToPdf();

    public static byte[] SwornStatement() => new Sheet("Déclaration sur l'honneur", SampleFiles.President, SampleFiles.Enterprise)
        .Paragraph($"Je soussignée {SampleFiles.President}, présidente de la {SampleFiles.Enterprise}, ICE {SampleFiles.Ice}, déclare sur l'honneur :")
        .Paragraph("1. que les renseignements portés dans la demande et les pièces jointes sont exacts ;")
        .Paragraph("2. que la coopérative n'est ni en redressement ni en liquidation judiciaire ;")
        .Paragraph("3. que les dépenses du plan d'action ne sont financées par aucune autre aide publique ;")
        .Paragraph("4. que je n'ai aucun lien d'intérêt avec les membres du comité régional.")
        .Signature($"Fait à Guelmim, le {SampleFiles.IssuedOnInWords}", SampleFiles.President, "présidente")
        .ToPdf();

    public static byte[] CommitmentLetter() => new Sheet("Lettre d'engagement", SampleFiles.President, SampleFiles.Enterprise)
        .Paragraph($"La {SampleFiles.Enterprise}, représentée par sa présidente {SampleFiles.President}, s'engage, si le soutien lui est accordé :")
        .Paragraph("1. à réaliser le plan d'action, d'un coût de 180 000,00 dirhams, dans les douze mois de la signature de la convention ;")
        .Paragraph("2. à garder les factures et les preuves de paiement pendant dix ans et à recevoir les contrôles ;")
        .Paragraph("3. à rembourser les sommes dont l'emploi ne serait pas justifié ;")
        .Paragraph("4. à communiquer chaque année ses chiffres d'exportation pendant trois ans.")
        .Signature($"Fait à Guelmim, le {SampleFiles.IssuedOnInWords}", SampleFiles.President, "présidente")
        .ToPdf();
}
