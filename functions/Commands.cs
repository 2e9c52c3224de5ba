using System.Text.Json;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Storage;
using Tasdir.Storage.Cases;

namespace Tasdir.Functions;

/// <summary>The commands of whoever runs the app: <c>projections rebuild</c> and <c>log verify REFERENCE</c>. They work beside a running app.</summary>
public static class Commands
{
    /// <summary>Whether the command line is a command.</summary>
    public static bool IsOne(string[] args) => args is ["projections" or "log", ..];

    /// <summary>Runs a command.</summary>
    /// <returns>0 if it did its work and found nothing wrong.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        string[] words = [.. args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
        // Another port, so that a command leaves a running app alone.
        using IHost app = App.Build(["--port", "0", .. args.Skip(words.Length)]);
        try
        {
            return words switch
            {
                ["projections", "rebuild"] => await RebuildAsync(app.Services, cancellation),
                ["log", "verify", string reference] => await VerifyAsync(app.Services, reference, cancellation),
                _ => Fail("The commands are: projections rebuild, log verify REFERENCE."),
            };
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
        Console.WriteLine($"{references.Count - broken.Count} cases were written into the lists afresh.");
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
