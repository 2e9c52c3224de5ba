using System.Globalization;

namespace Tasdir.Benchmarks;

/// <summary>The command line: names of scenarios, <c>--runs N</c>, <c>--folder DIR</c>, <c>--megabytes N</c> for the uploads, <c>--cases N</c> for the session.</summary>
internal sealed record Arguments(IReadOnlyList<string> Names, int? Runs, string Folder, int? Megabytes, int? Cases)
{
    public const string Usage = "usage: dotnet run -c Release --project tests/Benchmarks -- B1 … B9 | idle | decisions | inspection | session | uploads | all [--runs N] [--folder DIR] [--megabytes N] [--cases N]";

    public static Arguments? Read(string[] args)
    {
        List<string> names = [];
        int? runs = null;
        int? megabytes = null;
        int? cases = null;
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "histories"));
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int given) && given > 0:
                    runs = given;
                    i++;
                    break;
                // From 50 senders, each a file of 1 to 20 MB.
                case "--megabytes" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int total) && total is >= 50 and <= 1_000:
                    megabytes = total;
                    i++;
                    break;
                // At least one for each region.
                case "--cases" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int count) && count >= 12:
                    cases = count;
                    i++;
                    break;
                case "--folder" when i + 1 < args.Length:
                    folder = Path.GetFullPath(args[++i]);
                    break;
                case ['-', ..]:
                    return null;
                default:
                    names.Add(args[i]);
                    break;
            }
        }

        return names.Count == 0 ? null : new Arguments(names, runs, folder, megabytes, cases);
    }
}
