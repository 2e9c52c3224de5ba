using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.TestKit;

namespace Tasdir.Functions.Tests.Cases;

/// <summary><c>log verify</c>, run as a program beside the app.</summary>
public sealed class CommandTests(SharedApp shared) : SharedAppTests(shared)
{
    [Fact]
    public async Task A_log_as_it_was_written_holds()
    {
        Journey check = await StandingAsync(CaseState.DocumentCheck);

        (int code, string said) = await VerifyAsync(check.Reference.ToLowerInvariant());

        Assert.Equal(0, code);
        Assert.Matches($"^{check.Reference}: the chain of [0-9]+ lines holds; its head is [0-9a-f]{{64}}\\.$", said);
    }

    [Fact]
    public async Task A_line_that_was_changed_is_found()
    {
        Journey check = await Journey.ToAsync(App, CaseState.Draft);
        await check.BringAsync("statutes");
        await check.BringAsync("action-plan");
        await check.UntilCheckedAsync();
        int lines = (await check.FileAsync()).Sequence;
        await TamperAsync(App, check.Reference, 2, line => line.Replace("piece.pdf", "other.pdf", StringComparison.Ordinal));

        Assert.Equal((1, $"{check.Reference}: the chain breaks at line 3 of {lines}."), await VerifyAsync(check.Reference));
    }

    [Fact]
    public async Task A_last_line_that_was_changed_or_taken_away_is_found()
    {
        Journey changed = await Journey.ToAsync(App, CaseState.Draft);
        Journey taken = await Journey.ToAsync(App, CaseState.Draft);
        await taken.BringAsync("statutes");
        await taken.UntilCheckedAsync();
        int last = (await taken.FileAsync()).Sequence;
        await TamperAsync(App, changed.Reference, 1, line => line.Replace("cooperative", "company", StringComparison.Ordinal));
        await App.Services.GetRequiredService<StorageClients>().Table(Keys.Cases)
            .DeleteEntityAsync(taken.Reference, Keys.LogRow(last), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, await Commands.RunAsync(["log", "verify", changed.Reference, .. App.Settings], TestContext.Current.CancellationToken));
        Assert.Equal(1, await Commands.RunAsync(["log", "verify", taken.Reference, .. App.Settings], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Help_that_was_asked_for_is_no_fault() =>
        Assert.Equal(0, await Commands.RunAsync(["--help"], TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("log", "verify", "TSD-2026-10-7F3KQ8")]
    [InlineData("log", "verify", "TSD-2026-10-00000V")]
    [InlineData("log", "verify")]
    [InlineData("projections", "forget")]
    public async Task What_cannot_be_done_is_said_and_ends_with_1(params string[] words) =>
        Assert.Equal(1, await Commands.RunAsync([.. words, .. App.Settings], TestContext.Current.CancellationToken));

    /// <summary>Changes a stored line, as nobody may.</summary>
    internal static async Task TamperAsync(TestApp app, string reference, int sequence, Func<string, string> change)
    {
        TableClient cases = app.Services.GetRequiredService<StorageClients>().Table(Keys.Cases);
        TableEntity row = await cases.GetEntityAsync<TableEntity>(reference, Keys.LogRow(sequence), cancellationToken: TestContext.Current.CancellationToken);
        string changed = change(row.GetString("Line"));
        Assert.NotEqual(row.GetString("Line"), changed);
        row["Line"] = changed;
        await cases.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
    }

    private async Task<(int Code, string Said)> VerifyAsync(string reference)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Tasdir.Functions.dll");
        using Process run = Process.Start(new ProcessStartInfo("dotnet", [program, "log", "verify", reference, .. App.Settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string[] said = await Task.WhenAll(
            run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (run.ExitCode, string.Concat(said).Trim());
    }
}
