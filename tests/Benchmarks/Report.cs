using System.Globalization;

namespace Tasdir.Benchmarks;

/// <summary>The closing table: of each measure floor, goal, and the median of its runs with the least and the most.</summary>
internal sealed class Report
{
    private readonly List<string> _lines = [];

    public bool BelowFloor { get; private set; }

    public void Add(Scenario scenario, IReadOnlyList<Dictionary<string, double>> runs)
    {
        foreach (Measure measure in scenario.Measures)
        {
            double[] values = [.. runs.Where(run => run.ContainsKey(measure.Name)).Select(run => run[measure.Name]).Order()];
            if (values.Length > 0)
            {
                Add(scenario, measure, values);
            }
        }
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("| | measure | unit | floor | goal | median | min – max | runs | |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        _lines.ForEach(Console.WriteLine);
    }

    private void Add(Scenario scenario, Measure measure, double[] values)
    {
        double median = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        bool holds = measure.Floor is not { } floor || Reaches(measure, median, floor);
        string verdict = measure.Goal is not { } goal ? "" : Reaches(measure, median, goal) ? "goal" : holds ? "floor" : "below";
        BelowFloor |= !holds;
        _lines.Add($"| {scenario.Id} | {measure.Name} | {measure.Unit} | {Text(measure.Floor)} | {Text(measure.Goal)} | {Text(median)} "
            + $"| {Text(values[0])} – {Text(values[^1])} | {values.Length} | {verdict} |");
    }

    private static bool Reaches(Measure measure, double value, double target) => measure.LessIsBetter ? value <= target : value >= target;

    private static string Text(double? value) => value is not { } number ? ""
        : number.ToString(Math.Abs(number) < 10 ? "0.##" : Math.Abs(number) < 100 ? "0.#" : "N0", CultureInfo.InvariantCulture);
}
