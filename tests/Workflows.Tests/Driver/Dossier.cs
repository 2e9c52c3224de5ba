using System.Security.Cryptography;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Identifiers;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.Local.Demo;
using Tasdir.Storage;
using Tasdir.Storage.Cases;
using Tasdir.TestKit;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>
/// One case of a test. People change it by the domain's rules through the app's own services, as the endpoints do, and the
/// procedure follows by itself. At the end of the test its orchestrations are ended, so that no other test waits for them.
/// </summary>
internal sealed class Dossier : IAsyncDisposable
{
    public const string Email = "tighmert@cooperative.example";
    public static readonly Actor Applicant = new("applicant-1", Role.Applicant);
    private int _changes;

    private Dossier(TestApp app, string reference)
    {
        App = app;
        Reference = reference;
    }

    public TestApp App { get; }

    public string Reference { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CaseStore Store => App.Services.GetRequiredService<CaseStore>();

    private CaseChanges Changes => App.Services.GetRequiredService<CaseChanges>();

    /// <summary>A draft with every document.</summary>
    public static async Task<Dossier> DraftAsync(
        TestApp app, string region = "10", decimal cost = 180_000m, string scheme = "first-export", string email = Email, string? ice = null, string? applicant = null)
    {
        ApplicationForm form = new()
        {
            Region = region,
            Language = "fr",
            Scheme = scheme,
            Kind = ApplicantKind.Cooperative,
            Name = SampleFiles.Enterprise,
            Ice = ice ?? SampleFiles.NewIce(),
            Rib = SampleFiles.Rib,
            Signatory = SampleFiles.President,
            Email = email,
            PlanTitle = "Exporter l'huile d'argan vers deux nouveaux marchés",
            PlanCost = Money.FromMad(cost),
        };
        string reference = CaseReference.Create(app.Now().Year, region, RandomNumberGenerator.GetBytes(CaseReference.RandomBytes));
        Dossier dossier = new(app, reference);
        ProgrammeRules rules = Programmes.Current(app.Today());
        IEnumerable<CaseEvent> documents = rules.Scheme(scheme).Documents
            .Where(asked => asked is { At: Moment.Submission, Required: true } && asked.Applicants?.Contains(ApplicantKind.Cooperative) != false)
            .SelectMany((asked, index) => People.Brought(asked.Kind, index));
        Appended begun = await dossier.Changes.BeginAsync(
            reference,
            dossier.NextOperation(Applicant),
            Outcome.Record([.. Applications.Begin(applicant ?? Applicant.Id, form, rules).Events, .. documents]),
            Cancellation);
        Assert.Empty(begun.Refusals);
        return dossier;
    }

    /// <summary>A case that was submitted and taken up.</summary>
    public static async Task<Dossier> SubmitAsync(
        TestApp app, string region = "10", decimal cost = 180_000m, string scheme = "first-export", string email = Email, string? ice = null)
    {
        Dossier dossier = await DraftAsync(app, region, cost, scheme, email, ice);
        await dossier.DoAsync(Applicant, Applications.Submit);
        return dossier;
    }

    /// <summary>Somebody does something by a rule, and what follows from it happens.</summary>
    public async Task DoAsync(Actor actor, Func<CaseFile, Circumstances, Outcome> rule)
    {
        await ChangeAsync(actor, rule);
        await App.SettleAsync();
    }

    /// <summary>Somebody does something by a rule; what follows is not waited for.</summary>
    public async Task ChangeAsync(Actor actor, Func<CaseFile, Circumstances, Outcome> rule) =>
        Assert.Empty((await Changes.ChangeAsync(Reference, NextOperation(actor), await RuledAsync(rule), Cancellation)).Refusals);

    /// <summary>The log grows, and nothing hears of it: neither note nor announcement.</summary>
    public async Task WriteUnheardAsync(Actor actor, Func<CaseFile, Circumstances, Outcome> rule) =>
        Assert.Empty((await Store.AppendAsync(Reference, NextOperation(actor), await RuledAsync(rule), beforeWriting: null, Cancellation)).Refusals);

    /// <summary>The case as it is.</summary>
    public Task<CaseFile> FileAsync() => Store.GetAsync(Reference, Cancellation);

    /// <summary>Where it stands.</summary>
    public async Task<CaseState> StateAsync() => (await FileAsync()).State;

    /// <summary>Its log.</summary>
    public async Task<IReadOnlyList<LogEntry>> LogAsync() =>
        [.. (await Store.ReadLogAsync(Reference, Cancellation))!.Value.Lines.Select(LogEntry.FromJson)];

    /// <summary>Every fact of one kind.</summary>
    public async Task<T[]> FactsAsync<T>()
        where T : CaseEvent => [.. (await LogAsync()).Select(entry => entry.Event).OfType<T>()];

    /// <summary>Mail that arrived about it.</summary>
    public Task<IReadOnlyList<ArrivedMail>> MailAsync() => App.World.MailAsync(Reference, Cancellation);

    /// <summary>The letters of a kind in its log.</summary>
    public async Task<LetterRecorded[]> LettersAsync(LetterKind kind) =>
        [.. (await FactsAsync<LetterRecorded>()).Where(letter => letter.Letter == kind)];

    /// <summary>The orchestration that carries it; null if there is none.</summary>
    public Task<OrchestrationMetadata?> LifecycleAsync() =>
        App.DurableClient().GetInstanceAsync(Keys.Instance(Reference), Cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await this.TerminateAsync();

    private async Task<Func<CaseFile, Outcome>> RuledAsync(Func<CaseFile, Circumstances, Outcome> rule)
    {
        Procedure procedure = App.Services.GetRequiredService<Procedure>();
        WorkingCalendar calendar = await procedure.CalendarAsync(Cancellation);
        return file => rule(file, procedure.CircumstancesOf(file, calendar));
    }

    private Operation NextOperation(Actor actor) => new($"{actor.Id}/{Interlocked.Increment(ref _changes)}", actor);
}
