using System.Globalization;
using CsCheck;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Programme;
using F = Tasdir.Domain.Documents.FindingCode;

namespace Tasdir.Domain.Tests.Documents;

public sealed class DatesInTextTests
{
    private static readonly DateOnly s_today = new(2026, 11, 24);
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];

    [Theory]
    [InlineData("Fait à Rabat, le 23/11/2026", "2026-11-23")]
    [InlineData("Fait à Rabat le : 23-11-2026", "2026-11-23")]
    [InlineData("FAIT À CASABLANCA, LE 23.11.2026", "2026-11-23")]
    [InlineData("Délivrée le 2026-11-23", "2026-11-23")]
    [InlineData("Établi le 23 novembre 2026", "2026-11-23")]
    [InlineData("Délivré par la DGI le 1er mars 2026", "2026-03-01")]
    [InlineData("Date d'émission : 5 août 2026", "2026-08-05")]
    [InlineData("Date d’établissement\n05 / 08 / 2026", "2026-08-05")]
    [InlineData("Guelmim, le 12 février 2026", "2026-02-12")]
    [InlineData("حرر بالرباط في 23 نونبر 2026", "2026-11-23")]
    [InlineData("حرر بأكادير بتاريخ ٢٣ نونبر ٢٠٢٦", "2026-11-23")]
    [InlineData("سلمت بتاريخ ٠٥/٠٨/٢٠٢٦", "2026-08-05")]
    [InlineData("سلم في 5 غشت 2026", "2026-08-05")]
    [InlineData("تاريخ الإصدار: 2026/08/05", "2026-08-05")]
    [InlineData("حرر في 3 يوليوز 2026", "2026-07-03")]
    [InlineData("CIN délivrée le 03/04/2019. Fait à Rabat, le 23/11/2026", "2026-11-23")] // the signature counts
    [InlineData("Fait à Rabat, le 23/11/2026 … Fait à Rabat, le 23 novembre 2026", "2026-11-23")]
    [InlineData("Fait à Rabat, le 22/11/2026 … Fait à Fès, le 23/11/2026", null)] // which of both?
    [InlineData("Délivré le 22/11/2026, édité le 23/11/2026", null)]
    [InlineData("Né à Agadir, le 03/04/1990", null)]
    [InlineData("Date de naissance 03/04/1990", null)]
    [InlineData("Société créée le 03/04/2010", null)]
    [InlineData("Livraison 23/11/2026", null)]
    [InlineData("Fait à Rabat, le 25/11/2026", null)] // after today
    [InlineData("Fait à Rabat, le 31/02/2026", null)]
    [InlineData("Fait à Rabat, le 12/13/2026", null)]
    [InlineData("Fait à Rabat, le 123/11/20261", null)]
    public void The_day_of_issue_is_read_by_the_words_before_it(string text, string? day) =>
        Assert.Equal(day, Search(text, "statutes").SingleOrDefault(finding => finding.Code == F.IssuedOn)?.Value);

    [Theory]
    [InlineData("Valable jusqu'au 31/12/2026", "2026-12-31")]
    [InlineData("VALIDE JUSQU’AU : 31 décembre 2026", "2026-12-31")]
    [InlineData("Expire le 31.12.2026", "2026-12-31")]
    [InlineData("Date d'expiration 2026-12-31", "2026-12-31")]
    [InlineData("Fin de validité : 31/12/2026", "2026-12-31")]
    [InlineData("valable du 01/01/2026 au 31/12/2026", "2026-12-31")]
    [InlineData("Délivrée le 01/01/2026 et valable jusqu'au 31/12/2026", "2026-12-31")]
    [InlineData("صالحة إلى غاية 31 دجنبر 2026", "2026-12-31")]
    [InlineData("صالحة لغاية ٣١/١٢/٢٠٢٦", "2026-12-31")]
    [InlineData("تاريخ انتهاء الصلاحية: 31/12/2026", "2026-12-31")]
    [InlineData("Date de délivrance  Date d'expiration\n01/01/2026  31/12/2026", null)] // a table: which is which is not told
    [InlineData("Valable jusqu'au 31/12/2026 ou jusqu'au 31/01/2027", null)]
    [InlineData("Fait à Rabat, le 23/11/2026. Valable jusqu'au 01/01/2026", null)] // before it was issued
    public void The_last_day_is_read_by_the_words_before_it(string text, string? day) =>
        Assert.Equal(day, Search(text, "certificates").SingleOrDefault(finding => finding.Code == F.ExpiresOn)?.Value);

    [Theory]
    [InlineData("register-extract", "Délivré le 24/08/2026", "IssuedOn 2026-08-24, ExpiresOn 2026-11-24")] // three months, to today
    [InlineData("register-extract", "Délivré le 23/08/2026", "IssuedOn 2026-08-23, ExpiresOn 2026-11-23, Expired 2026-11-23")]
    [InlineData("tax-attestation", "Délivré le 01/11/2025", "IssuedOn 2025-11-01, ExpiresOn 2026-11-01, Expired 2026-11-01")]
    [InlineData("signatory-id", "Valable jusqu'au 23/11/2026", "ExpiresOn 2026-11-23, Expired 2026-11-23")]
    [InlineData("signatory-id", "Délivrée le 01/02/2020", "IssuedOn 2020-02-01")]
    [InlineData("statutes", "Fait à Rabat, le 01/02/2010", "IssuedOn 2010-02-01")] // nothing ends them
    [InlineData("rib-certificate", "Établie le 01/11/2026, valable jusqu'au 30/11/2026", "IssuedOn 2026-11-01, ExpiresOn 2026-11-30")] // the bank's own day comes first
    [InlineData("register-extract", "Établi le 01/11/2026, valable jusqu'au 01/11/2027", "IssuedOn 2026-11-01, ExpiresOn 2027-02-01")] // the programme's does
    public void A_document_holds_as_the_programme_says_and_no_longer_than_it_says_itself(string kind, string text, string findings) =>
        Assert.Equal(findings, string.Join(", ", Search(text, kind).Select(finding => $"{finding.Code} {finding.Value}")));

    [Fact]
    public void Any_day_is_read_in_every_way_it_is_written() => Gen.Int[0, 12_000].Select(days => s_today.AddDays(-days)).Sample(day =>
    {
        string iso = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] written =
        [
            iso,
            day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            day.ToString("d.M.yyyy", CultureInfo.InvariantCulture),
            Formats.Date(day, "fr"),
            Formats.Date(day, "ar"),
            new([.. Formats.Date(day, "ar").Select(c => char.IsAsciiDigit(c) ? (char)('٠' + c - '0') : c)]),
        ];
        Assert.All(written, date => Assert.Equal([new Finding(F.IssuedOn, iso)], Search($"Fait à Rabat, le {date}.", "statutes")));
    });

    private static IReadOnlyList<Finding> Search(string text, string kind) =>
        TextSearch.Of(text, new SearchedFor(null, null, null, s_rules.Document(kind)), s_today).Findings;
}
