using Tasdir.Domain.Cases;

namespace Tasdir.Domain.Tests;

/// <summary>What a test expects a rule to answer.</summary>
internal static class Outcomes
{
    /// <summary>The one fact that is to be recorded.</summary>
    public static T Fact<T>(this Outcome outcome)
        where T : CaseEvent
    {
        Assert.Empty(outcome.Refusals);
        return Assert.IsType<T>(Assert.Single(outcome.Events));
    }

    public static void RefusedWith(this Outcome outcome, string code, string? field = null, params string[] values)
    {
        Assert.Empty(outcome.Events);
        Refusal refusal = Assert.Single(outcome.Refusals);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Equal(values, refusal.Values);
    }

    public static void ChangesNothing(this Outcome outcome)
    {
        Assert.Empty(outcome.Events);
        Assert.Empty(outcome.Refusals);
    }
}
