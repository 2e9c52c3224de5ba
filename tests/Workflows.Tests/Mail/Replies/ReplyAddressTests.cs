using CsCheck;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Identifiers;
using Tasdir.Mail.Replies;

namespace Tasdir.Workflows.Tests.Mail.Replies;

/// <summary>An address that a vote letter is answered to is good for one case, session, round, seat and mailbox, and cannot be made up.</summary>
public sealed class ReplyAddressTests
{
    internal static readonly string Reference = CaseReference.Create(2026, "10", [7, 15, 3, 20, 24]);

    private static readonly ReplyAddresses s_addresses = Addresses(new string('k', 32));

    [Fact]
    public void An_address_says_what_it_stands_for_and_is_short_enough_for_every_mail_server() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[1, 99], Gen.Int[0, 30], Gen.String[Gen.Char["abcXYZ-.0"], 1, 60]).Sample((session, round, seat, name) =>
        {
            string mailbox = $"{name}@committee.example";
            string address = s_addresses.AddressFor(Reference, session, round, seat, mailbox);

            Assert.True(address.Split('@')[0].Length <= 64);
            Assert.Equal(new ReplyAddress(Reference, session, round, seat), s_addresses.Read(address));
            Assert.True(s_addresses.IsOf(address.ToUpperInvariant(), mailbox.ToUpperInvariant()));
            Assert.False(s_addresses.IsOf(address, "x" + mailbox));
            Assert.False(Addresses(new string('j', 32)).IsOf(address, mailbox));
        });

    [Fact]
    public void An_address_for_a_meeting_is_good_for_its_committee_day_and_mailbox_and_for_no_case()
    {
        DateOnly on = new(2026, 12, 10);
        string address = s_addresses.AddressFor("10", on, Eml.Mailbox);

        Assert.StartsWith("meeting+10.20261210.", address, StringComparison.Ordinal);
        Assert.Equal(new MeetingReplyAddress("10", on), s_addresses.ReadMeeting(address.ToUpperInvariant()));
        Assert.Null(s_addresses.Read(address));
        Assert.True(s_addresses.IsOf(address.ToUpperInvariant(), Eml.Mailbox));
        Assert.False(s_addresses.IsOf(address, "x" + Eml.Mailbox));
        Assert.False(s_addresses.IsOf(address.Replace("20261210", "20261211", StringComparison.Ordinal), Eml.Mailbox));
        Assert.False(s_addresses.IsOf(address.Replace("+10.", "+00.", StringComparison.Ordinal), Eml.Mailbox));
        Assert.Null(s_addresses.ReadMeeting(s_addresses.AddressFor(Reference, 1, 1, 0, Eml.Mailbox)));
    }

    [Fact]
    public void An_address_with_any_other_symbol_is_not_good() => Gen.Int[0, 100].Select(Gen.Char["abcdefghjkmnpqrstvwxyz0123456789.+-"]).Sample((place, symbol) =>
    {
        string address = s_addresses.AddressFor(Reference, 1, 1, 0, Eml.Mailbox);
        int at = place % address.IndexOf('@', StringComparison.Ordinal);
        string changed = address[..at] + symbol + address[(at + 1)..];

        // A reference is read as people type it.
        Assert.True(changed == address || !s_addresses.IsOf(changed, Eml.Mailbox));
    });

    [Fact]
    public void Garbage_is_no_address_and_never_throws() => Gen.String.Sample(text =>
    {
        Assert.Null(s_addresses.Read(text));
        Assert.Null(s_addresses.ReadMeeting($"meeting+{text}@answers.example"));
        Assert.False(s_addresses.IsOf(text, Eml.Mailbox));
        Assert.False(s_addresses.IsOf($"vote+{text}@answers.example", Eml.Mailbox));
    });

    internal static ReplyAddresses Addresses(string key) => new(Options.Create(new ReplyOptions { ReplyDomain = "answers.example", ReplyKey = key }));
}
