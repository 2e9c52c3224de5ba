using System.Text.Json;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Functions.Programme;
using Tasdir.Storage;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions;

/// <summary>The commands of whoever runs the app: <c>projections rebuild</c>, <c>log verify REFERENCE</c>, <c>programme …</c>. They work beside a running app.</summary>
public static class Commands
{
    private const string Usage = $"""
        dotnet run --project functions                              starts the app
        dotnet run --project functions -- demo                      lives one application from draft to payment
        dotnet run --project functions -- projections rebuild       writes every list afresh, beside a running app
        dotnet run --project functions -- log verify REFERENCE      checks a case's hash chain, beside a running app
        After each of these: --port N (0: any free one), --data DIR, or a setting as --Name value, as --StoragePrefix NAME.
        {ProgrammeCommand.Usage}
        """;

    /// <summary>Whether the command line is a command, known or not: switches alone start the app.</summary>
    public static bool IsOne(string[] args) => args is ["--help", ..] or [[not '-', ..], ..];

    /// <summary>Runs a command.</summary>
    /// <returns>0 if it did its work and found nothing wrong.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args is ["programme", .. string[] rest])
        {
            return await ProgrammeCommand.RunAsync(rest, Console.Out, Console.Error, cancellation);
        }

        string[] words = [.. args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
        if (args is ["--help", ..])
        {
            Console.Out.WriteLine(Usage);
            return 0;
        }

        if (words is not (["projections", "rebuild"] or ["log", "verify", _]))
        {
            return Fail(Usage);
        }

        // Built for its services and never started: no host is needed, and a running app is left alone.
        using IHost app = App.Build([.. args.Skip(words.Length)]);
        try
        {
            return words is ["log", "verify", string reference]
                ? await VerifyAsync(app.Services, reference, cancellation)
                : await RebuildAsync(app.Services, cancellation);
        }
        catch (OptionsValidationException wrong)
        {
            return Fail($"A setting cannot be used: {string.Join(" ", wrong.Failures)}");
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            return Fail($"The storage does not answer; on this machine, start the app first ({fault.Message.Split('\n')[0].Trim()}).");
        }
    }

    private static async Task<int> RebuildAsync(IServiceProvider services, CancellationToken cancellation)
    {
        CaseStore store = services.GetRequiredService<CaseStore>();
        Projections projections = services.GetRequiredService<Projections>();
        await services.GetRequiredService<StorageClients>().CreateMissingAsync(cancellation);
        List<string> references = [];
        await foreach (string reference in store.ReferencesAsync(cancellation))
        {
            references.Add(reference);
        }

        List<string> broken = [];
        await projections.ClearAsync(cancellation);
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            ProgressTask task = progress.AddTask("cases", maxValue: references.Count);
            foreach (string reference in references)
            {
                // A log that cannot be read keeps its own case off the lists, and no other.
                try
                {
                    await projections.ProjectAsync(await store.GetAsync(reference, cancellation), cancellation);
                }
                catch (Exception fault) when (fault is InvalidOperationException or JsonException)
                {
                    broken.Add(reference);
                }

                task.Increment(1);
            }
        });
        Console.WriteLine($"The lists were written afresh; cases in them: {references.Count - broken.Count}.");
        return broken.Count == 0 ? 0 : Fail($"These cannot be read, verify their logs: {string.Join(", ", broken)}.");
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, string spelt, CancellationToken cancellation)
    {
        if (!CaseReference.TryParse(spelt, out string? reference))
        {
            return Fail($"{spelt} is not a reference, or has a mistake in it.");
        }

        if (await services.GetRequiredService<CaseStore>().ReadLogAsync(reference, cancellation) is not { } log)
        {
            return Fail($"{reference}: no such case.");
        }

        if (CaseLog.FirstBreak(log.Lines, log.Head) is { } line)
        {
            return Fail($"{reference}: the chain breaks at line {line} of {log.Lines.Count}.");
        }

        Console.WriteLine($"{reference}: the chain of {log.Lines.Count} lines holds; its head is {log.Head}.");
        return 0;
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
