namespace Tasdir.Benchmarks;

/// <summary>A figure that a scenario measures, with the floor it must hold and the goal it is after, if it has any.</summary>
internal sealed record Measure(string Name, string Unit, double? Floor = null, double? Goal = null, bool LessIsBetter = false);

/// <summary>Something to measure. <see cref="WarmUp"/> is the same at a size that only lets the runtime compile what it runs.</summary>
internal sealed record Scenario(string Id, string What, Measure[] Measures, Func<Run, Task> Measured, Func<Run, Task>? WarmUp = null)
{
    /// <summary>Runs unless the command line says otherwise.</summary>
    public int? Runs { get; init; }
}

/// <summary>Something was lost, or happened twice: the figure counts for nothing.</summary>
internal sealed class WrongResultException(string what) : Exception(what);
