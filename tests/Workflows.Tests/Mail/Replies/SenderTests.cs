using System.Text;
using Tasdir.Mail.Replies;

namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>A mail counts if signed address, sender and the verdicts on both agree, and if a person wrote it.</summary>
public sealed class SenderTests
{
    private static readonly ReplyAddresses s_addresses = ReplyAddressTests.Addresses(new string('k', 32));
    private static readonly string s_address = s_addresses.AddressFor(ReplyAddressTests.Reference, 1, 1, 0, Eml.Mailbox);

    [Theory]
    [InlineData("chambre-10@committee.example", "pass", "{@committee.example : pass}", SenderVerdict.Genuine)]
    [InlineData("CHAMBRE-10@Committee.Example", "PASS", "{@COMMITTEE.example : PASS}", SenderVerdict.Genuine)]
    [InlineData("chambre-10@committee.example", "pass", "{@mailer.example : fail, @committee.example : pass}", SenderVerdict.Genuine)]
    [InlineData("\"Président\" <chambre-10@committee.example>", "pass", "{@committee.example : pass}", SenderVerdict.Genuine)]
    [InlineData("chambre-10@committee.example", "softfail", "{@committee.example : pass}", SenderVerdict.SpfNotPassed)]
    [InlineData("chambre-10@committee.example", "none", "{@committee.example : pass}", SenderVerdict.SpfNotPassed)]
    [InlineData("chambre-10@committee.example", "", "{@committee.example : pass}", SenderVerdict.SpfNotPassed)]
    [InlineData("chambre-10@committee.example", "pass", "none", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "{@committee.example : fail}", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "{@attacker.example : pass}", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "{@sub.committee.example : pass}", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "{@notcommittee.example : pass}", SenderVerdict.DkimNotAligned)]
    [InlineData("chambre-10@committee.example", "pass", "{@example : pass}", SenderVerdict.DkimNotAligned)]
    [InlineData("other@committee.example", "pass", "{@committee.example : pass}", SenderVerdict.OtherSender)]
    [InlineData("\"chambre-10@committee.example\" <a@attacker.example>", "pass", "{@attacker.example : pass}", SenderVerdict.OtherSender)]
    [InlineData("chambre-10@committee.example.attacker.example", "pass", "{@attacker.example : pass}", SenderVerdict.OtherSender)]
    [InlineData("chambre-10@committee.example, a@attacker.example", "pass", "{@committee.example : pass}", SenderVerdict.SenderUnclear)]
    [InlineData("", "pass", "{@committee.example : pass}", SenderVerdict.SenderUnclear)]
    public async Task A_forged_sender_is_told_from_a_genuine_one(string from, string spf, string dkim, SenderVerdict verdict)
    {
        ReceivedMail mail = await Eml.ReadAsync(Eml.Raw(Eml.Single("APPROUVE", headers: $"From: {from}"), s_address, spf, dkim));

        Assert.Equal(verdict, SenderCheck.Of(mail, s_address, Eml.Mailbox, s_addresses));
    }

    [Fact]
    public async Task Two_senders_in_two_lines_are_no_sender()
    {
        ReceivedMail mail = await Eml.ReadAsync(Eml.Raw(Eml.Single("APPROUVE", headers: ["From: a@attacker.example", $"From: {Eml.Mailbox}"]), s_address));

        Assert.Equal(SenderVerdict.SenderUnclear, SenderCheck.Of(mail, s_address, Eml.Mailbox, s_addresses));
    }

    [Theory]
    [InlineData("vote+tsd-2026-10-7f3kq9.1.1.0.000000000000000000000000@answers.example")]
    [InlineData("vote+tsd-2026-10-7f3kq9.1.1.1.")]
    public async Task An_address_that_was_made_up_is_forged(string address)
    {
        ReceivedMail mail = await Eml.ReadAsync(Eml.Raw(Eml.Single("APPROUVE"), address));

        Assert.Equal(SenderVerdict.AddressForged, SenderCheck.Of(mail, address, Eml.Mailbox, s_addresses));
    }

    [Theory]
    [InlineData("Subject: Re: Dossier TSD-2026-10-7F3KQ9", MailNature.Personal)]
    [InlineData("Subject: Re: Absence de devis au dossier", MailNature.Personal)]
    [InlineData("Auto-Submitted: no", MailNature.Personal)]
    [InlineData("Auto-Submitted: auto-replied", MailNature.Automatic)]
    [InlineData("X-Auto-Response-Suppress: All", MailNature.Automatic)]
    [InlineData("X-Autoreply: yes", MailNature.Automatic)]
    [InlineData("Precedence: auto_reply", MailNature.Automatic)]
    [InlineData("Precedence: bulk", MailNature.Automatic)]
    [InlineData("List-Id: <liste.example>", MailNature.Automatic)]
    [InlineData("Subject: Réponse automatique : Dossier", MailNature.Automatic)]
    [InlineData("Subject: =?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWU=?=", MailNature.Automatic)]
    [InlineData("Subject: Absence du bureau", MailNature.Automatic)]
    [InlineData("Subject: Automatic reply: Dossier", MailNature.Automatic)]
    [InlineData("Subject: Out of Office", MailNature.Automatic)]
    [InlineData("Subject: رد تلقائي: ملف", MailNature.Automatic)]
    [InlineData("Subject: الرد التلقائي", MailNature.Automatic)]
    [InlineData("Return-Path: <>", MailNature.Automatic)]
    [InlineData("From: MAILER-DAEMON@mx.example", MailNature.Bounce)]
    [InlineData("From: postmaster@committee.example", MailNature.Bounce)]
    [InlineData("X-Failed-Recipients: a@b.example", MailNature.Bounce)]
    public async Task Mail_of_machines_is_told_from_mail_of_people(string header, MailNature nature)
    {
        ReceivedMail mail = await Eml.ReadAsync(Eml.Raw(Eml.Single("APPROUVE", headers: header), s_address));

        Assert.Equal(nature, AutomaticMail.NatureOf(mail));
    }

    [Theory]
    [InlineData("failed", MailNature.Bounce)]
    [InlineData("FAILED (unknown user)", MailNature.Bounce)]
    [InlineData("delayed", MailNature.Automatic)]
    [InlineData("delivered", MailNature.Automatic)]
    [InlineData("relayed", MailNature.Automatic)]
    [InlineData("expanded", MailNature.Automatic)]
    [InlineData(null, MailNature.Bounce)] // it does not say
    public async Task A_delivery_report_is_a_bounce_only_if_delivery_failed(string? action, MailNature nature)
    {
        string recipient = "Final-Recipient: rfc822; a@b\r\n" + (action is null ? "" : $"Action: {action}\r\n") + "Status: 5.1.1\r\n";

        Assert.Equal(nature, AutomaticMail.NatureOf(await Eml.ReadAsync(Eml.Raw(Report($"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n{recipient}"), s_address))));
    }

    [Theory]
    [InlineData("Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: delayed\r\n\r\nFinal-Recipient: rfc822; c@d\r\nAction: failed\r\n")]
    [InlineData("Content-Type: text/plain\r\n\r\nAction: delayed\r\n")]
    public async Task A_report_of_which_one_recipient_failed_is_a_bounce_and_so_is_one_without_a_status(string part) =>
        Assert.Equal(MailNature.Bounce, AutomaticMail.NatureOf(await Eml.ReadAsync(Eml.Raw(Report(part), s_address))));

    [Fact]
    public async Task A_null_return_path_is_a_machines()
    {
        (byte[] body, string type) = Eml.Post(("email", Eml.Single("APPROUVE")), ("envelope", Eml.Utf8("""{"to":["a@b.example"],"from":""}""")));

        Assert.Equal(MailNature.Automatic, AutomaticMail.NatureOf(await Eml.ReadAsync((body, type))));
    }

    [Fact]
    public async Task A_mail_without_an_id_is_known_by_its_content_whatever_the_boundary()
    {
        byte[] mail = Eml.Utf8($"From: {Eml.Mailbox}\r\nSubject: x\r\n\r\nAPPROUVE\r\n");
        (byte[] body, string type) = Eml.Raw(mail, s_address);
        (byte[] Body, string Type) other = (Eml.Utf8(Encoding.UTF8.GetString(body).Replace("xYzZY", "other", StringComparison.Ordinal)), type.Replace("xYzZY", "other", StringComparison.Ordinal));

        string identity = (await Eml.ReadAsync((body, type))).Identity;
        Assert.StartsWith("content:", identity, StringComparison.Ordinal);
        Assert.Equal(identity, (await Eml.ReadAsync(other)).Identity);
        Assert.NotEqual(identity, (await Eml.ReadAsync(Eml.Raw([.. mail, (byte)'!'], s_address))).Identity);
    }

    [Fact]
    public async Task Two_mails_with_one_id_are_two_if_words_sender_or_recipient_differ()
    {
        (byte[] Body, string Type)[] posts =
        [
            Eml.Raw(Eml.Single("APPROUVE"), s_address),
            Eml.Raw(Eml.Single("REJETTE : trop vague"), s_address),
            Eml.Raw(Eml.Single("APPROUVE", headers: "From: a@attacker.example"), s_address),
            Eml.Raw(Eml.Single("APPROUVE"), s_addresses.AddressFor(ReplyAddressTests.Reference, 1, 1, 1, Eml.Mailbox)),
            Eml.Raw(Eml.Single("APPROUVE"), s_address), // posted again
        ];
        List<string> identities = [];
        foreach ((byte[] Body, string Type) post in posts)
        {
            identities.Add((await Eml.ReadAsync(post)).Identity);
        }

        Assert.Equal(identities[0], identities[^1]);
        Assert.Equal(4, identities.Distinct().Count());
    }

    [Theory]
    [InlineData("text/plain", "x")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\ncut")]
    [InlineData(null, "")]
    public async Task What_is_no_whole_form_is_not_read(string? type, string body) =>
        Assert.Null(await InboundPost.ReadAsync(new MemoryStream(Eml.Utf8(body)), type, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_form_of_too_many_parts_is_not_read()
    {
        (byte[] body, string type) = Eml.Post([.. Enumerable.Range(0, 201).Select(i => ($"f{i}", Eml.Utf8("x")))]);

        Assert.Null(await InboundPost.ReadAsync(new MemoryStream(body), type, TestContext.Current.CancellationToken));
    }

    private static byte[] Report(string part) => Encoding.ASCII.GetBytes(
        "From: postmaster@committee.example\r\nTo: vote@answers.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        + $"Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\r\n\r\n--r\r\nContent-Type: text/plain\r\n\r\nAPPROUVE\r\n--r\r\n{part}--r--\r\n");
}
