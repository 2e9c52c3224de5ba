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
    public void A_closed_case_was_paid_once_a_tranche() => Assert.True(PaidOnce(s_closed.Lines, s_closed.File));

    [Fact]
    public void A_case_with_a_tranche_to_come_was_not()
    {
        SampleCase half = SampleCases.In(CaseState.TrancheSettled);

        Assert.False(PaidOnce(half.Lines, half.File));
    }

    [Theory]
    [InlineData(typeof(PaymentSent))]
    [InlineData(typeof(PaymentSettled))]
    public void A_tranche_that_was_sent_or_settled_twice_or_never_was_not_paid_once(Type fact)
    {
        string line = s_closed.Lines.First(text => LogEntry.FromJson(text).Event.GetType() == fact);

        Assert.False(PaidOnce(s_closed.Lines.Add(line), s_closed.File));
        Assert.False(PaidOnce(s_closed.Lines.Remove(line), s_closed.File));
    }

    [Fact]
    public void A_case_whose_tranches_do_not_add_up_to_its_grant_was_not() =>
        Assert.False(DemoRun.PaidOnce(s_closed.Lines, s_closed.File.Granted!.Value.Mad + 1, [.. s_closed.File.Tranches.Select(tranche => tranche.Amount.Mad)]));

    private static bool PaidOnce(IReadOnlyList<string> lines, CaseFile file) =>
        DemoRun.PaidOnce(lines, file.Granted?.Mad ?? 0, [.. file.Tranches.Select(tranche => tranche.Amount.Mad)]);
}
