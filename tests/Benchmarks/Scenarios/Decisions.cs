using System.Diagnostics;
using System.Globalization;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;

namespace Tasdir.Benchmarks.Scenarios;

/// <summary>How long one decision of the domain takes: no disk, no engine, one thread.</summary>
internal static class Decisions
{
    private const int Times = 100_000;
    private static readonly ProgrammeRules s_rules = Programmes.All[^1];
    private static readonly Scheme s_scheme = s_rules.Scheme("first-export");
    private static readonly DateOnly s_day = new(2026, 3, 2);

    private static readonly ApplicantProfile s_applicant = new()
    {
        Kind = ApplicantKind.Cooperative,
        Region = "10",
        Activity = "agri-food",
        Products = ["15", "33"],
        Ice = "003210987000108",
        LinkedIces = ["001561191000066"],
        ExportTurnovers = [Money.FromMad(1_200_000), Money.FromMad(800_000)],
        EstablishedInMorocco = true,
        TaxesInOrder = true,
        ContributionsInOrder = true,
        InLiquidation = false,
        Aids = [new Aid(2025, Money.FromMad(90_000), "first-export", "fairs"), new Aid(2026, Money.FromMad(20_000), Ice: "001561191000066", Programme: "Tatwir", SameCost: true)],
    };

    private static readonly PlanLine[] s_plan =
    [
        new("fairs", Money.FromMad(300_000), null, [Quote(290_000), Quote(310_000), Quote(320_000)]),
        new("certification", Money.FromMad(45_000)),
        new("packaging", Money.FromMad(80_000)),
        new("logistics", Money.FromMad(30_000)),
        new("coaching", Money.FromMad(20_000)),
    ];

    private static readonly BroughtDocument[] s_brought =
    [
        new("statutes"), new("register-extract", s_day.AddDays(-20)), new("tax-attestation", s_day.AddDays(-100)), new("signatory-id", null, s_day.AddYears(2)),
    ];

    public static readonly Scenario Scenario = new(
        "decisions",
        "each decision of the programme 100,000 times on one thread: a cooperative, a plan of five lines, quotes, aid received before",
        [
            Microseconds("eligibility"),
            Microseconds("support"),
            Microseconds("support, explained"),
            Microseconds("required documents"),
            Microseconds("due date, 60 days"),
            Microseconds("due date, 10 working days"),
            Microseconds("ICE"),
            Microseconds("RIB"),
            Microseconds("IBAN"),
            Microseconds("telephone"),
            Microseconds("trade register"),
        ],
        run => Measure(run, Times),
        run => Measure(run, Times / 2));

    private static Task Measure(Run run, int times)
    {
        SupportResult support = Compute();
        TradeRegister register = new() { Court = "Guelmim", Number = "12345" };
        Time("eligibility", ConditionResult.Met, () => Eligibility.Evaluate(s_scheme, s_applicant, s_rules, s_day).Result);
        Time("support", support.Amount, () => Compute().Amount);
        Time("support, explained", support.Steps.Count + 6, () => SupportExplanation.Of(Compute(), s_scheme, s_rules).Count);
        Time("required documents", true, () => Requirements.Of(
            s_scheme, ApplicantKind.Cooperative, Moment.Submission, null, s_brought, s_rules, s_day, s_day.AddDays(60)).Count > 5);
        Time("due date, 60 days", new DateOnly(2026, 5, 4), () => WorkingCalendar.Default.Deadline(s_day, 60));
        Time("due date, 10 working days", new DateOnly(2026, 3, 16), () => WorkingCalendar.Default.AddWorkingDays(s_day, 10));
        Time("ICE", "003210987000108", () => Ice.Parse("00 32 10 98 70 00 108").Value);
        Time("RIB", "225450010020030040050073", () => Rib.Parse("225 450 0100200300400500 73").Value);
        Time("IBAN", "MA64225450010020030040050073", () => Iban.Parse("MA64 2254 5001 0020 0300 4005 0073").Value);
        Time("telephone", "+212612345678", () => Phone.Parse("06 12 34 56 78").Value);
        Time("trade register", register, () => register.Read().Value);
        return Task.CompletedTask;

        void Time<T>(string name, T expected, Func<T> decide)
        {
            (long began, long allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            T decided = decide();
            for (int i = 1; i < times; i++)
            {
                decided = decide();
            }

            double microseconds = Stopwatch.GetElapsedTime(began).TotalMicroseconds / times;
            double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / times;
            Run.Check(name, expected, decided);
            run.Tell(name, microseconds);
            run.Say(string.Create(CultureInfo.InvariantCulture, $"    {name}: {microseconds:N2} µs, {bytes:N0} bytes"));
        }
    }

    private static SupportResult Compute() => Support.Compute(s_scheme, s_applicant, s_plan, s_rules, s_day);

    private static Measure Microseconds(string name) => new(name, "µs", Floor: 100, Goal: 20, LessIsBetter: true);

    private static Quote Quote(int amount) => new("Atlas", Money.FromMad(amount), s_day.AddDays(30));
}
