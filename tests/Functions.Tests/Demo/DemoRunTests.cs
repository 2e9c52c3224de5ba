using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;
using Tasdir.Local.Demo;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Demo;

/// <summary>What the demonstration calls paid exactly once: it must be able to say no.</summary>
public sealed class DemoRunTests
{
    private static readonly SampleCase s_closed = SampleCases.In(CaseState.Closed);

    [Fact]
    public void A_closed_case_was_paid_once_a_tranche() => Assert.True(DemoRun.PaidOnce(s_closed.Lines, s_closed.File.Granted!.Value.Mad));

    [Fact]
    public void A_case_with_a_tranche_to_come_was_not()
    {
        SampleCase half = SampleCases.In(CaseState.TrancheSettled);

        Assert.False(DemoRun.PaidOnce(half.Lines, half.File.Granted!.Value.Mad));
    }

    [Theory]
    [InlineData(typeof(PaymentSent))]
    [InlineData(typeof(PaymentSettled))]
    public void A_tranche_that_was_sent_or_settled_twice_or_never_was_not_paid_once(Type fact)
    {
        string line = s_closed.Lines.First(text => LogEntry.FromJson(text).Event.GetType() == fact);

        Assert.False(DemoRun.PaidOnce(s_closed.Lines.Add(line), s_closed.File.Granted!.Value.Mad));
        Assert.False(DemoRun.PaidOnce(s_closed.Lines.Remove(line), s_closed.File.Granted!.Value.Mad));
    }

    [Fact]
    public void The_chain_holds_across_a_withheld_line_and_breaks_at_a_changed_one()
    {
        string[] lines = [.. s_closed.Lines];
        string head = LogEntry.HashOf(lines[^1]);
        lines[2] = $$"""{"sequence":3,"withheld":"voteCast","hash":"{{LogEntry.HashOf(lines[2])}}"}""";
        Assert.Null(new ExportedLog(lines, head).FirstBreak());

        lines[4] = lines[4].Replace("\"at\":\"2", "\"at\":\"3", StringComparison.Ordinal);
        Assert.Equal(6, new ExportedLog(lines, head).FirstBreak());
        Assert.Equal(lines.Length + 1, new ExportedLog([.. s_closed.Lines], "another").FirstBreak());
    }
}
