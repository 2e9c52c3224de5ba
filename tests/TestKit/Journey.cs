using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Functions.Http;
using Tasdir.Local.Demo;
using Tasdir.Storage.Cases;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Committees;

namespace Tasdir.TestKit;

/// <summary>
/// One application on its way: brought over HTTP to the state that a test begins in, by the people whose turn it is. The
/// applicant is somebody new, so that journeys do not meet.
/// </summary>
public sealed class Journey
{
    private readonly TestApp _app;

    private Journey(TestApp app, string applicantId, string region)
    {
        (_app, ApplicantId, Region) = (app, applicantId, region);
        Applicant = app.SignedIn(applicantId);
    }

    /// <summary>The case.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Region of the case.</summary>
    public string Region { get; }

    /// <summary>Subject of the applicant's sign-in.</summary>
    public string ApplicantId { get; }

    /// <summary>Speaks as the applicant.</summary>
    public HttpClient Applicant { get; }

    /// <summary>Address of the case in the API.</summary>
    public string Path => $"/api/applications/{Reference}";

    /// <summary>ICE of its enterprise.</summary>
    public string? Ice { get; private init; }

    /// <summary>Begins an application and brings it to a state.</summary>
    /// <param name="app">The app.</param>
    /// <param name="state">The state.</param>
    /// <param name="region">Region code.</param>
    /// <param name="change">Changes the form; it is of an enterprise of its own, so that journeys do not share ceilings.</param>
    /// <param name="applicant">Who applies, once more; null for somebody new.</param>
    public static async Task<Journey> ToAsync(
        TestApp app, CaseState state, string region = "10", Action<JsonObject>? change = null, string? applicant = null)
    {
        JsonObject form = Form(region);
        form["ice"] = SampleFiles.NewIce();
        change?.Invoke(form);
        Journey journey = new(app, applicant ?? "applicant-" + Guid.NewGuid().ToString("N")[..8], region) { Ice = (string?)form["ice"] };
        journey.Reference = (string)(await journey.Applicant.SayAsync("/api/applications", form, ApiRequests.NewKey()).DoneAsync())["reference"]!;
        await journey.ReachAsync(state);
        return journey;
    }

    /// <summary>A form that can be submitted.</summary>
    public static JsonObject Form(string region = "10") => new()
    {
        ["region"] = region,
        ["language"] = "fr",
        ["scheme"] = "first-export",
        ["kind"] = "cooperative",
        ["name"] = SampleFiles.Enterprise,
        ["ice"] = SampleFiles.Ice,
        ["rib"] = SampleFiles.Rib,
        ["signatory"] = SampleFiles.President,
        ["email"] = "tighmert@cooperative.example",
        ["phone"] = "+212661234567",
        ["planTitle"] = "Exporter l'huile d'argan",
        ["planCost"] = 50_000.50m,
    };

    /// <summary>Speaks as an official of the case's region.</summary>
    public HttpClient Official(string role) => _app.SignedIn($"{role}-{Region}");

    /// <summary>The case as its applicant sees it.</summary>
    public Task<JsonNode> ReadAsync() => Applicant.GetAsync(Path).DoneAsync();

    /// <summary>The case as its log tells it.</summary>
    public Task<CaseFile> FileAsync() => _app.Services.GetRequiredService<CaseStore>().GetAsync(Reference, CancellationToken.None);

    /// <summary>Facts of the log.</summary>
    public Task<IReadOnlyList<CaseEvent>> FactsAsync() => _app.FactsAsync(Reference);

    /// <summary>Waits until the case is in a state.</summary>
    public Task<JsonNode> UntilAsync(CaseState state) => UntilAsync(file => StateOf(file) == state, $"state {state}");

    /// <summary>Waits until the case is so.</summary>
    public Task<JsonNode> UntilAsync(Func<JsonNode, bool> so, string what) => World.UntilAsync(
        $"{what} of {Reference}", async () => await ReadAsync() is var file && so(file) ? file : null, CancellationToken.None);

    /// <summary>Brings the case on to a state, step by step.</summary>
    public async Task<JsonNode> ReachAsync(CaseState target)
    {
        JsonNode file = await ReadAsync();
        while (StateOf(file) is var state && state != target)
        {
            await StepAsync(state, target, file);
            file = await UntilAsync(later => StateOf(later) != state, $"another state than {state}");
        }

        // What the automatic checks have still to say would come into the test's own facts.
        return await UntilCheckedAsync();
    }

    /// <summary>Brings a document that will do; no other journey has the same.</summary>
    public Task<JsonNode> BringAsync(string kind) => Applicant.BringAsync(
        Reference, kind, PdfFile.Write(kind, "Tasdir", [PdfFile.Text($"{kind} {Reference}", PdfFile.Regular, 12, 60, 700)]).AsFile(), ApiRequests.NewKey()).DoneAsync();

    /// <summary>Says something about the case.</summary>
    public Task<JsonNode> SayAsync(HttpClient who, string what, object? body = null) => who.SayAsync($"{Path}/{what}", body).DoneAsync();

    /// <summary>The ballot of a seat in the present session, as the link in the member's mail carries it.</summary>
    /// <param name="seat">Code of the seat.</param>
    /// <param name="extraDays">Days that the link is good for beyond the session.</param>
    public async Task<string> BallotAsync(string seat, int extraDays = 0)
    {
        CaseFile file = await FileAsync();
        Domain.Committees.Session session = file.Sessions[^1] with { DueOn = file.Sessions[^1].DueOn.AddDays(extraDays) };
        Uri link = _app.Services.GetRequiredService<VoteLinks>().Create(
            _app.Services.GetRequiredService<IOptions<SiteOptions>>().Value,
            file,
            session,
            session.MemberOf(seat)!,
            WorkingCalendar.Default);
        return link.Query["?ballot=".Length..];
    }

    /// <summary>Sends the form of the vote page.</summary>
    public Task<HttpResponseMessage> VoteAsync(string ballot, string choice, string? amount = null, string? reason = null, string query = "") =>
        _app.Http.PostAsync(
            "/vote" + query,
            new FormUrlEncodedContent(new Dictionary<string, string> { ["ballot"] = ballot, ["choice"] = choice, ["amount"] = amount ?? "", ["reason"] = reason ?? "" }));

    /// <summary>The whole committee votes alike.</summary>
    public async Task AllVoteAsync(string choice, string? reason = null)
    {
        CaseFile file = await FileAsync();
        foreach (string seat in file.Sessions[^1].SeatsToVote)
        {
            (await VoteAsync(await BallotAsync(seat), choice, reason: reason)).EnsureSuccessStatusCode();
        }
    }

    /// <summary>An officer accepts every document that has no verdict, but those of one kind, which are refused.</summary>
    public async Task JudgeAsync(string? refuse = null)
    {
        JsonNode file = await UntilCheckedAsync();
        foreach (JsonNode? document in file["documents"]!.AsArray().Where(document => (string?)document!["verdict"] == "none"))
        {
            await SayAsync(
                Official("officer"), $"documents/{document!["id"]}/verdict", (string?)document["kind"] == refuse ? Refusal() : Acceptance());
        }
    }

    /// <summary>An officer's acceptance of a document issued today that holds for two years.</summary>
    public object Acceptance()
    {
        DateOnly today = WorkingCalendar.Default.DateOf(_app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return new { accepted = true, issuedOn = today, expiresOn = today.AddYears(2) };
    }

    /// <summary>An officer's refusal of a document.</summary>
    public static object Refusal(string reason = "Illisible.") => new { accepted = false, code = "illegible", reason };

    /// <summary>Waits until the automatic checks of every document are done, whoever is signed in by then.</summary>
    public Task UntilScreenedAsync() => World.UntilAsync(
        $"every document checked of {Reference}",
        async () => (await FileAsync()).Documents.TrueForAll(document => document.IsScreened) ? this : null,
        CancellationToken.None);

    /// <summary>The case when the automatic checks of every document are done.</summary>
    public async Task<JsonNode> UntilCheckedAsync()
    {
        await UntilScreenedAsync();
        return await ReadAsync();
    }

    /// <summary>Waits until the desk shows the case as it is, and that it is somebody's turn.</summary>
    public async Task UntilOnDeskAsync(string role)
    {
        string? state = (string?)(await ReadAsync())["state"];
        await World.UntilAsync($"{Reference} on the desk", async () =>
        {
            JsonNode desk = await Official(role).GetAsync($"/api/desk?turn={role}").DoneAsync();
            return desk["items"]!.AsArray().Any(line => (string?)line!["reference"] == Reference && (string?)line["state"] == state) ? desk : null;
        }, CancellationToken.None);
    }

    /// <summary>The accountant of the region orders a payment file and waits for it.</summary>
    public async Task<string> OrderFileAsync()
    {
        HttpClient accountant = Official("accountant");
        string id = (string)(await accountant.SayAsync("/api/payment-files", key: ApiRequests.NewKey()).DoneAsync())["id"]!;
        await World.UntilAsync($"the payment file {id}", async () =>
            (string?)(await accountant.GetAsync($"/api/payment-files/{id}").DoneAsync())["state"] == "complete" ? id : null, CancellationToken.None);
        return id;
    }

    private static CaseState StateOf(JsonNode file) => Enum.GetValues<CaseState>().Single(state => EnumText.Of(state) == (string?)file["state"]);

    private async Task StepAsync(CaseState state, CaseState target, JsonNode file)
    {
        int tranche = (await FactsAsync()).OfType<Domain.Payments.TrancheOpened>().Count();
        Task step = state switch
        {
            CaseState.Draft => SubmitAsync(),
            CaseState.DocumentCheck when target == CaseState.ComplementRequested && file["complement"] is null => AskForComplementAsync(),
            CaseState.DocumentCheck => JudgeAsync(),
            CaseState.Committee when target == CaseState.Deferred => AllVoteAsync("defer", "Avez-vous un acheteur ?"),
            CaseState.Committee when target == CaseState.Rejected => AllVoteAsync("reject", "Plan trop vague."),
            CaseState.Committee or CaseState.NationalCommittee => AllVoteAsync("approve"),
            CaseState.Deferred => SayAsync(Applicant, "answer", new { answer = "Oui, à Marseille." }),
            CaseState.ConventionToSign => SayAsync(Applicant, "convention/signature", new { signatory = SampleFiles.President }),
            CaseState.ProofAwaited => AskForTrancheAsync(tranche),
            CaseState.ProofReceived or CaseState.PaymentReturned => SayAsync(Official("preparer"), $"tranches/{tranche}/preparation"),
            CaseState.PaymentPrepared => SayAsync(Official("verifier"), $"tranches/{tranche}/verification", new { accepted = true }),
            CaseState.ServiceVerified => SayAsync(Official("authoriser"), $"tranches/{tranche}/authorisation"),
            CaseState.PaymentOrdered => SayAsync(Official("accountant"), $"tranches/{tranche}/visa"),
            CaseState.PaymentVisaed => SendAsync(),
            // Tasdir's own turn, or its committee's: it comes by itself.
            _ => Task.CompletedTask,
        };
        await step;
    }

    private async Task SubmitAsync()
    {
        foreach (SampleFile file in SampleFiles.Application.Where(file => file.Kind != "commitment-letter"))
        {
            await BringAsync(file.Kind);
        }

        await SayAsync(Applicant, "submission");
    }

    private async Task AskForComplementAsync()
    {
        await JudgeAsync(refuse: "rib-certificate");
        await SayAsync(Official("officer"), "complement-request", new { note = "Merci d'en joindre une lisible." });
    }

    private async Task AskForTrancheAsync(int tranche)
    {
        await BringAsync(tranche == 1 ? "commitment-letter" : "expense-proof");
        await SayAsync(Applicant, $"tranches/{tranche}/request");
    }

    // The list from which a file is made follows the case a moment later.
    private async Task SendAsync()
    {
        await UntilOnDeskAsync("accountant");
        await OrderFileAsync();
    }
}
