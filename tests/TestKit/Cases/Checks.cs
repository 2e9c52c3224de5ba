using Tasdir.Domain.Documents;

namespace Tasdir.TestKit;

/// <summary>What the automatic checks say of a document.</summary>
public static class Checks
{
    /// <summary>Nothing against it.</summary>
    public static IReadOnlyList<CheckReport> Passed { get; } = [.. Enum.GetValues<AutomaticCheck>().Select(check => CheckReport.Of(check))];

    /// <summary>What one of them found; the others nothing.</summary>
    public static IReadOnlyList<CheckReport> With(AutomaticCheck check, params IReadOnlyList<Finding> findings) =>
        [.. Passed.Select(report => report.Check == check ? CheckReport.Of(check, findings) : report)];
}
