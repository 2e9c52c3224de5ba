namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>A mail in a shape that a client writes, and what its sender said in it.</summary>
/// <param name="Name">Client, language and what is special about it.</param>
/// <param name="Mail">The mail.</param>
/// <param name="Own">The sender's own lines, by <c>|</c>.</param>
internal sealed record Shape(string Name, byte[] Mail, string Own);

/// <summary>Mail shapes of Outlook, Gmail, Apple Mail, Zimbra, Thunderbird, Yahoo and phones, in French and Arabic, above and below what they quote.</summary>
internal static class Shapes
{
    private const string Letter = "Dossier TSD-2026-10-7F3KQ9\nVous pouvez répondre : APPROUVE, REJETTE: motif\nPour voter : https://tasdir.example/vote";
    private const string Marked = "> Dossier TSD-2026-10-7F3KQ9\n> Vous pouvez répondre : REJETTE: motif\n>\n> Pour voter : https://tasdir.example/vote";
    private const string LetterHtml = "<p>Dossier TSD-2026-10-7F3KQ9</p><p>Vous pouvez r&eacute;pondre : REJETTE: motif</p>";

    public static IReadOnlyList<Shape> All { get; } =
    [
        // Outlook for Windows and the web.
        Plain("Outlook fr", $"APPROUVE 40 000\n\n-----Message d'origine-----\nDe : Tasdir <vote@answers.example> \nEnvoyé : mardi 24 novembre 2026 10:00\nÀ : Chambre\nObjet : Dossier\n\n{Letter}", "APPROUVE 40 000"),
        Plain("Outlook fr, windows-1252", $"Rejeté : devis périmé\n\nDe : Tasdir\nEnvoyé : mardi 24 novembre 2026 10:00\nÀ : Chambre\nObjet : Dossier\n\n{Letter}", "Rejeté : devis périmé", "windows-1252", "quoted-printable"),
        Plain("Outlook fr, iso-8859-15 8bit", $"J’approuve".Replace('’', '\'') + $"\n\n________________________________\nDe : Tasdir\nEnvoyé : mardi\nÀ : Chambre\n\n{Letter}", "J'approuve", "iso-8859-15", "8bit"),
        Plain("Outlook en", $"APPROUVE\n\n-----Original Message-----\nFrom: Tasdir\nSent: Tuesday\nTo: Chambre\nSubject: Dossier\n\n{Letter}", "APPROUVE"),
        Plain("Outlook ar", $"موافق\n\n-----الرسالة الأصلية-----\nمن: تصدير\nتاريخ الإرسال: الثلاثاء\nإلى: الغرفة\nالموضوع: ملف\n\n{Letter}", "موافق"),
        Plain("Outlook ar, windows-1256", "موافق على 40000\n\nمن: تصدير\nتم الإرسال: الثلاثاء\nإلى: الغرفة\nالموضوع: ملف\n\nنص", "موافق على 40000", "windows-1256", "base64"),
        Plain("Outlook ar, iso-8859-6", "مرفوض: ملف ناقص\n\nمن: تصدير\nالتاريخ: الثلاثاء\nإلى: الغرفة\n\nنص", "مرفوض: ملف ناقص", "iso-8859-6", "quoted-printable"),
        Html("Outlook html, divRplyFwdMsg", $"<html><head><style>p{{margin:0}}</style></head><body dir=\"ltr\"><div class=\"elementToProof\">APPROUVE 40000</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font><b>De :</b> Tasdir<br><b>Envoy&eacute; :</b> mardi<br></font></div>{LetterHtml}</body></html>", "APPROUVE 40000"),
        Html("Outlook html, prefixed ids", $"<body><div>REPORTE : quel march&eacute; ?</div><div id=\"x_divRplyFwdMsg\"></div>{LetterHtml}</body>", "REPORTE : quel marché ?"),
        Html("Outlook html, bordered header", $"<body><div class=WordSection1><p class=MsoNormal>APPROUVE<o:p></o:p></p><div style='border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>De&nbsp;:</b> Tasdir<br><b>Envoy&eacute;&nbsp;:</b> mardi<br><b>&Agrave;&nbsp;:</b> Chambre<br><b>Objet&nbsp;:</b> Dossier<o:p></o:p></p></div>{LetterHtml}</div></body>", "APPROUVE"),
        Html("Outlook html ar, rtl", $"<body dir=\"rtl\"><div dir=\"rtl\">‫مُوَافِق‬</div><div id=\"divRplyFwdMsg\"><b>من:</b> تصدير</div>{LetterHtml}</body>", "مُوَافِق"),
        Plain("Outlook phone fr", $"APPROUVE\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Tasdir\nSent: Tuesday\n\n{Letter}", "APPROUVE"),
        Plain("Outlook Android fr", $"REJETTE : hors délai\n\nObtenez Outlook pour Android\n________________________________\nDe : Tasdir\nEnvoyé : mardi\n\n{Letter}", "REJETTE : hors délai"),
        Plain("Outlook phone ar", $"موافق\n\nالحصول على Outlook لـ Android\n________________________________\nمن: تصدير\nالتاريخ: الثلاثاء\n\n{Letter}", "موافق"),

        // Gmail.
        Plain("Gmail fr, top", $"APPROUVE 40000\n\nLe mar. 24 nov. 2026 à 10:00, Tasdir <vote@answers.example> a écrit :\n\n{Marked}", "APPROUVE 40000"),
        Plain("Gmail fr, wrapped attribution", $"REJETTE: motif clair\n\nLe mar. 24 nov. 2026 à 10:00, Tasdir · تصدير <\nne-pas-repondre@tasdir.example> a écrit :\n\n{Marked}", "REJETTE: motif clair"),
        Plain("Gmail fr, bottom", $"Le mar. 24 nov. 2026 à 10:00, Tasdir <vote@answers.example> a écrit :\n\n{Marked}\n\nAPPROUVE 40000\n", "APPROUVE 40000"),
        Plain("Gmail ar", $"موافق 40000\n\nفي الثلاثاء، 24 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة تصدير كتب:\n\n{Marked}", "موافق 40000"),
        Plain("Gmail ar, isolated", $"\u2067أرفض: ملف ناقص\u2069\n\n\u202bفي الثلاثاء، 24 نوفمبر 2026 كتب تصدير <\u202avote@answers.example\u202c>:\u202c\n\n{Marked}", "أرفض: ملف ناقص"),
        Plain("Gmail en", $"APPROUVE\n\nOn Tue, Nov 24, 2026 at 10:00 AM Tasdir <vote@answers.example> wrote:\n\n{Marked}", "APPROUVE"),
        Html("Gmail html", $"<div dir=\"ltr\">APPROUVE 40&nbsp;000</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Le mar. 24 nov. 2026 a &eacute;crit&nbsp;:<br></div><blockquote class=\"gmail_quote\">{LetterHtml}</blockquote></div>", "APPROUVE 40 000"),
        Html("Gmail html, container", $"<div dir=\"rtl\">موافقة</div><div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">في ... كتب:</div><blockquote>{LetterHtml}</blockquote></div>", "موافقة"),
        Html("Gmail html, bottom", $"<div class=\"gmail_quote\"><div>Le mar. a &eacute;crit :</div><blockquote>{LetterHtml}</blockquote></div><div>CONFLIT</div>", "CONFLIT"),
        Html("Gmail html, signature", "<div dir=\"ltr\">APPROUVE<br clear=\"all\"><div><br></div><span>-- </span><br><div class=\"gmail_signature\">Ahmed, REJETTE</div></div>", "APPROUVE"),
        Both("Gmail alternative", $"APPROUVE 40000\n\nLe mar. 24 nov. 2026 à 10:00, Tasdir a écrit :\n{Marked}", "<div>APPROUVE 40000</div>", "APPROUVE 40000"),

        // Apple Mail and iPhones.
        Plain("Apple Mail fr", $"APPROUVE\n\n> Le 24 nov. 2026 à 10:00, Tasdir <vote@answers.example> a écrit :\n> \n{Marked}", "APPROUVE"),
        Plain("iPhone fr", $"APPROUVE 40000\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:00, Tasdir a écrit :\n> \n{Marked}", "APPROUVE 40000"),
        Plain("iPhone ar", $"موافق\n\nأرسل من الـ iPhone\n\n> في 24 نوفمبر 2026، الساعة 10:00، كتب تصدير:\n{Marked}", "موافق"),
        Plain("iPad fr, bottom", $"> Le 24 nov. 2026 à 10:00, Tasdir a écrit :\n{Marked}\n\nREJETTE : hors sujet\nEnvoyé de mon iPad", "REJETTE : hors sujet"),
        Html("iPhone html", $"<html><body dir=\"auto\">APPROUVE<br><div dir=\"ltr\">Envoy&eacute; de mon iPhone</div><div dir=\"ltr\"><br><blockquote type=\"cite\">Le 24 nov. 2026 &agrave; 10:00, Tasdir a &eacute;crit&nbsp;:<br></blockquote></div><blockquote type=\"cite\">{LetterHtml}</blockquote></body></html>", "APPROUVE"),
        Plain("iPhone fr, apostrophe", $"J’approuve 40 000 DH\n\nEnvoyé de mon iPhone", "J’approuve 40 000 DH"),

        // Zimbra, which the administration uses.
        Plain("Zimbra fr", $"APPROUVE\n\n----- Mail original -----\nDe: \"Tasdir\" <vote@answers.example>\nÀ: \"Chambre\"\nEnvoyé: Mardi 24 Novembre 2026 10:00:00\nObjet: Dossier\n\n{Letter}", "APPROUVE"),
        Plain("Zimbra fr, marked, bottom", $"----- Mail original -----\nDe: \"Tasdir\" <vote@answers.example>\nÀ: \"Chambre\"\nEnvoyé: Mardi 24 Novembre 2026\nObjet: Dossier\n\n{Marked}\n\nREJETTE: devis expiré", "REJETTE: devis expiré"),
        Plain("Zimbra fr, De first", $"REPORTE: quel est le marché visé ?\n\nDe: \"Tasdir\" <vote@answers.example>\nÀ: \"Chambre\"\nEnvoyé: Mardi 24 Novembre 2026\nObjet: Dossier\n\n{Letter}", "REPORTE: quel est le marché visé ?"),
        Html("Zimbra html", $"<html><body><div style=\"font-family: arial\"><div>APPROUVE 40000</div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\"><b>De: </b>\"Tasdir\"<br><b>&Agrave;: </b>\"Chambre\"<br><b>Envoy&eacute;: </b>Mardi</div><div>{LetterHtml}</div></div></body></html>", "APPROUVE 40000"),

        // Thunderbird, Yahoo, Roundcube, Samsung and others.
        Plain("Thunderbird fr, bottom", $"Le 24/11/2026 à 10:00, Tasdir a écrit :\n{Marked}\n\nAPPROUVE\n\n-- \nAhmed Benali\nChambre de commerce", "APPROUVE"),
        Plain("Thunderbird fr, bare attribution", $"Tasdir a écrit le 24/11/2026 à 10:00 :\n{Marked}\nCONFLIT D'INTÉRÊTS", "CONFLIT D'INTÉRÊTS"),
        Html("Thunderbird html", $"<html><body><p>APPROUVE</p><div class=\"moz-cite-prefix\">Le 24/11/2026 &agrave; 10:00, Tasdir a &eacute;crit&nbsp;:<br></div><blockquote type=\"cite\" cite=\"mid:1\">{LetterHtml}</blockquote><pre class=\"moz-signature\">-- \nAhmed</pre></body></html>", "APPROUVE"),
        Html("Yahoo html", $"<div class=\"ydp1yahoo-style-wrap\"><div dir=\"ltr\">REJETTE : hors r&eacute;gion</div></div><div id=\"ydp2yahoo_quoted_1\" class=\"yahoo_quoted\"><div>Le mardi 24 novembre 2026, Tasdir a &eacute;crit :</div>{LetterHtml}</div>", "REJETTE : hors région"),
        Plain("Roundcube fr", $"APPROUVE\n\nLe 24.11.2026 10:00, Tasdir a écrit :\n{Marked}", "APPROUVE"),
        Plain("Samsung fr", $"APPROUVE\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\nDe : Tasdir\nDate : 24/11/2026 10:00 (GMT+01:00)\nÀ : Chambre\nObjet : Dossier\n\n{Letter}", "APPROUVE"),
        Plain("Samsung ar", $"مرفوض : خارج الأجل\n\nتم الإرسال من جهاز Galaxy\n\n-------- رسالة أصلية --------\nمن: تصدير\nالتاريخ: 24/11/2026\nإلى: الغرفة\n\n{Letter}", "مرفوض : خارج الأجل"),
        Plain("Phone, no quote", "oui", "oui"),
        Plain("Invisible marks", "\u200f\u200bAPP\u00adROUVE\u00a040\u202f000\u200e\r\n\u2060", "APPROUVE 40 000"),
        Plain("Signature and disclaimer", "APPROUVE\n-- \nAhmed\n\nREJETTE tout message non sollicité", "APPROUVE"),
        Html("Scripts and hidden text", "<html><head><title>REJETTE</title><script>document.write('REJETTE')</script></head><body><div style=\"display: none\">REJETTE: caché</div><p>APPROUVE</p><!-- REJETTE --></body></html>", "APPROUVE"),
        Html("Uppercase tags, no closing", "<HTML><BODY><P>APPROUVE<BR>Projet utile<P>Cordialement", "APPROUVE|Projet utile|Cordialement"),
        new("File beside", Eml.WithFile("APPROUVE 40000", "motif.txt"), "APPROUVE 40000"),
        new("Charset that lies", Eml.Single("Rejeté : périmé", charset: "windows-1252", transfer: "8bit", headers: "Content-Language: fr"), "Rejeté : périmé"),
        Plain("Only a quote", $"Le mar. 24 nov. 2026 à 10:00, Tasdir a écrit :\n{Marked}", ""),
        Plain("Only an unmarked quote", $"-----Message d'origine-----\nDe : Tasdir\nEnvoyé : mardi\n\n{Letter}", ""),
        Html("Only a forwarded letter", $"<div id=\"divRplyFwdMsg\">De : Tasdir</div>{LetterHtml}", ""),
        Plain("Between the lines", $"> Dossier\nAPPROUVE 40000\n> Vous pouvez répondre : REJETTE", "APPROUVE 40000"),
    ];

    private static Shape Plain(string name, string body, string own, string charset = "utf-8", string transfer = "base64") =>
        new(name, Eml.Single(body, "text/plain", charset, transfer), own);

    private static Shape Html(string name, string body, string own) => new(name, Eml.Single(body, "text/html", "utf-8", "quoted-printable"), own);

    private static Shape Both(string name, string text, string html, string own) => new(name, Eml.Alternative(text, html), own);
}
