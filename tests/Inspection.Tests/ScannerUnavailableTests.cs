using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tasdir.Domain.Documents;
using Tasdir.TestKit.Files;

namespace Tasdir.Inspection.Tests;

/// <summary>What is no verdict keeps a file waiting; servers that are no clamd say the rest.</summary>
public sealed class ScannerUnavailableTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stream: OK\0", CheckOutcome.Passed, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", CheckOutcome.Failed, "Win.Test.EICAR_HDB-1")]
    public async Task A_verdict_is_read(string reply, CheckOutcome outcome, string? signature)
    {
        CheckReport report = await ScanAsync(reply);

        Assert.Equal((outcome, signature), (report.Outcome, report.Findings.SingleOrDefault()?.Value));
    }

    [Theory]
    [InlineData("stream: OK")] // broken off
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("stream: Can't allocate memory ERROR\0")]
    [InlineData("stream:  FOUND\0")]
    [InlineData("stream: OK\n\0")]
    [InlineData("UNKNOWN COMMAND\0")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    public async Task Anything_else_is_none(string reply) => await Assert.ThrowsAsync<ScannerUnavailableException>(() => ScanAsync(reply));

    [Fact]
    public async Task A_reply_without_end_is_none() => await Assert.ThrowsAsync<ScannerUnavailableException>(() => ScanAsync(new string('x', 10_000)));

    [Fact]
    public async Task A_scanner_that_closes_while_the_file_comes_gives_none()
    {
        using TcpListener server = Listen();
        Task serving = CloseAtOnceAsync(server);

        await Assert.ThrowsAsync<ScannerUnavailableException>(() => Scanner(server).ScanAsync(new MemoryStream(new byte[5_000_000]), Now));
        await serving;
    }

    [Fact]
    public async Task A_scanner_that_does_not_answer_in_time_gives_none()
    {
        using TcpListener server = Listen();

        await Assert.ThrowsAsync<ScannerUnavailableException>(() => Scanner(server, seconds: 1).ScanAsync(new MemoryStream(new byte[10]), Now));
    }

    [Fact]
    public async Task A_scanner_that_is_not_there_gives_none()
    {
        TcpListener server = Listen();
        MalwareScanner scanner = Scanner(server);
        server.Dispose();

        await Assert.ThrowsAsync<ScannerUnavailableException>(() => scanner.ScanAsync(new MemoryStream(new byte[10]), Now));
        await Assert.ThrowsAsync<ScannerUnavailableException>(
            () => new MalwareScanner(new ScannerOptions { Kind = ScannerKind.Clamd, Clamd = "unix:///nowhere/clamd.ctl" }).ScanAsync(new MemoryStream(), Now));
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so_and_not_that_the_scanner_is_away()
    {
        using TcpListener server = Listen();
        using CancellationTokenSource given = new();
        Task<CheckReport> scan = Scanner(server).ScanAsync(new MemoryStream(new byte[10]), given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
    }

    [Fact]
    public async Task Without_a_scanner_every_file_is_marked_as_not_scanned() => Assert.Equivalent(
        CheckReport.Of(AutomaticCheck.Malware, new Finding(FindingCode.NotScanned)),
        await new MalwareScanner(new ScannerOptions()).ScanAsync(new MemoryStream(SampleContent.Eicar.Content), Now),
        strict: true);

    [Theory]
    [InlineData("tcp://127.0.0.1:3310", true)]
    [InlineData("tcp://[::1]:3310", true)]
    [InlineData("unix:///run/clamav/clamd.ctl", true)]
    [InlineData("127.0.0.1:3310", false)]
    [InlineData("tcp://127.0.0.1", false)]
    [InlineData("http://127.0.0.1:3310", false)]
    public void An_address_that_leads_to_no_clamd_is_found_when_the_app_starts(string address, bool isValid)
    {
        ScannerOptions options = new() { Clamd = address };

        Assert.Equal(isValid, Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Theory]
    [InlineData("Malware Scanning scan result", "No threats found", CheckOutcome.Passed)]
    [InlineData("Malware scanning scan result", "Malicious", CheckOutcome.Failed)]
    [InlineData("Malware Scanning scan result", "Not Scanned", null)]
    [InlineData("Malware Scanning scan result", "SAM259201: Scan failed - internal service error.", null)]
    [InlineData("Malware Scanning scan result", "", null)]
    [InlineData("case", "Malicious", null)]
    public void Defender_s_verdict_is_read_from_the_tag(string tag, string value, CheckOutcome? outcome) =>
        Assert.Equal(outcome, DefenderVerdict.Of(new Dictionary<string, string> { [tag] = value, ["other"] = "No threats found" })?.Outcome);

    [Fact]
    public void Without_tags_Defender_has_not_scanned_yet()
    {
        Assert.Null(DefenderVerdict.Of(null));
        Assert.Null(DefenderVerdict.Of(new Dictionary<string, string>()));
    }

    private static async Task<CheckReport> ScanAsync(string reply)
    {
        using TcpListener server = Listen();
        Task serving = AnswerAsync(server, reply);
        CheckReport report = await Scanner(server).ScanAsync(new MemoryStream(SampleContent.Pdf.Content), Now);
        await serving;
        return report;
    }

    private static TcpListener Listen()
    {
        TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        return server;
    }

    private static MalwareScanner Scanner(TcpListener server, int seconds = 60) => new(new ScannerOptions
    {
        Kind = ScannerKind.Clamd,
        Clamd = $"tcp://{server.LocalEndpoint}",
        TimeoutSeconds = seconds,
    });

    // Reads the whole of what comes, to the empty piece, and answers.
    private static async Task AnswerAsync(TcpListener server, string reply)
    {
        using Socket client = await server.AcceptSocketAsync(Now);
        List<byte> received = [];
        byte[] buffer = new byte[65_536];
        while (!received.TakeLast(4).SequenceEqual(new byte[4]))
        {
            received.AddRange(buffer[..await client.ReceiveAsync(buffer, Now)]);
        }

        Assert.Equal("zINSTREAM\0"u8.ToArray(), received[..10]);
        await client.SendAsync(Encoding.UTF8.GetBytes(reply), Now);
    }

    private static async Task CloseAtOnceAsync(TcpListener server)
    {
        using Socket client = await server.AcceptSocketAsync(Now);
    }
}
