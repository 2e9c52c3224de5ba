using System.Globalization;
using System.Text.Json.Nodes;

namespace Tasdir.Local.Demo;

/// <summary>
/// The life of one application, lived over HTTP by everybody concerned: a cooperative of Guelmim, its regional officer, a
/// committee of five, four officers of finance, and a bank.
/// </summary>
public sealed class Story(HttpClient http, TextWriter output)
{
    private const string Region = "10";
    private readonly World _world = new(http);
    private readonly Dictionary<string, Person> _people = [];
    private readonly Dictionary<string, byte[]> _files = [];
    private DateOnly _issuedOn = SampleFiles.IssuedOn;
    private int _told;
    private int _mailsTold;

    /// <summary>The case, once begun.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Everything that was written, brought or exported, by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Lives it, and leaves the case as it then is.</summary>
    public async Task<JsonNode> LiveAsync(CancellationToken cancellation)
    {
        await ApplyAsync(cancellation);
        await CompleteAsync(cancellation);
        await DecideAsync(cancellation);
        await SignAsync(cancellation);
        await PayAsync(1, SampleFiles.CommitmentLetter, cancellation);
        await _world.LetPassAsync(30, cancellation);
        await PayAsync(2, SampleFiles.ExpenseProof, cancellation);
        JsonNode closed = await UntilStateAsync("closed", cancellation);
        // The last letters are on their way.
        await _world.LetPassAsync(1, cancellation);
        await TellAsync(cancellation);
        await KeepMailAsync(cancellation);
        return closed;
    }

    private async Task ApplyAsync(CancellationToken cancellation)
    {
        Say("La coopérative dépose son dossier · التعاونية تودع ملفها");
        Person applicant = PersonOf("applicant-1");
        _issuedOn = OfficeDays.DateOf(await _world.NowAsync(cancellation));
        JsonNode draft = await applicant.PostAsync("/api/applications", Form, cancellation);
        Reference = (string)draft["reference"]!;
        IEnumerable<SampleFile> files = SampleFiles.Application
            .Where(file => file.Kind is not "rib-certificate" and not "commitment-letter")
            .Append(SampleFiles.FaultyRibCertificate);
        foreach (SampleFile file in files)
        {
            await BringAsync(applicant, file, cancellation);
        }

        await ActAsync(applicant, "submission", null, cancellation);
        await UntilStateAsync("documentCheck", cancellation);
        await TellAsync(cancellation);
    }

    private async Task CompleteAsync(CancellationToken cancellation)
    {
        Say("L'agent du bureau régional contrôle les pièces ; une est refusée · فحص الوثائق");
        Person officer = PersonOf($"officer-{Region}");
        await _world.LetPassAsync(4, cancellation);
        await JudgeAsync(officer, "La clé du RIB est fausse et le titulaire n'est pas la coopérative.", cancellation);
        await ActAsync(officer, "complement-request", new { note = "Merci de joindre l'attestation de votre propre compte." }, cancellation);
        await UntilStateAsync("complementRequested", cancellation);
        await TellAsync(cancellation);

        Say("Quinze jours passent sans réponse : un rappel part · تذكير");
        await _world.LetPassAsync(16, cancellation);
        await TellAsync(cancellation);
        Person applicant = PersonOf("applicant-1");
        await BringAsync(applicant, SampleFiles.RibCertificate, cancellation);
        await ActAsync(applicant, "complement", null, cancellation);
        await JudgeAsync(officer, refuse: null, cancellation);
        await UntilStateAsync("committee", cancellation);
        await TellAsync(cancellation);
    }

    private async Task DecideAsync(CancellationToken cancellation)
    {
        Say("Le comité régional vote par les liens reçus · اللجنة الجهوية تصوت");
        List<ArrivedMail> invitations = await World.UntilAsync("five invitations", async () =>
        {
            List<ArrivedMail> mails = [.. (await _world.MailAsync(Reference, cancellation)).Where(IsBallot).DistinctBy(mail => mail.To)];
            return mails.Count == 5 ? mails : null;
        }, cancellation);
        await _world.VoteAsync(invitations[0], "approve", 144_000m, null, cancellation);
        await _world.VoteAsync(invitations[1], "approve", 140_000m, "Le transport est compté deux fois.", cancellation);
        await TellAsync(cancellation);

        Say("Trois membres n'ont pas répondu : ils sont relancés · تذكير الأعضاء");
        await _world.LetPassAsync(10, cancellation);
        await TellAsync(cancellation);
        await _world.VoteAsync(invitations[2], "approve", 144_000m, null, cancellation);
        await _world.VoteAsync(invitations[3], "reject", null, "Le plan ne cite qu'un seul acheteur.", cancellation);
        await _world.VoteAsync(invitations[4], "approve", 144_000m, null, cancellation);
        await UntilStateAsync("conventionToSign", cancellation);
        await TellAsync(cancellation);
    }

    private async Task SignAsync(CancellationToken cancellation)
    {
        Say("La présidente signe la convention · توقيع الاتفاقية");
        await _world.LetPassAsync(3, cancellation);
        await ActAsync(PersonOf("applicant-1"), "convention/signature", new { signatory = SampleFiles.President }, cancellation);
        await UntilStateAsync("proofAwaited", cancellation);
        await TellAsync(cancellation);
    }

    private async Task PayAsync(int tranche, SampleFile proof, CancellationToken cancellation)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"Tranche {tranche} : quatre agents, la banque · الدفعة {tranche}"));
        string path = string.Create(CultureInfo.InvariantCulture, $"tranches/{tranche}/");
        Person applicant = PersonOf("applicant-1");
        await UntilStateAsync("proofAwaited", cancellation);
        await BringAsync(applicant, proof, cancellation);
        await ActAsync(applicant, path + "request", null, cancellation);
        await ActAsync(PersonOf($"preparer-{Region}"), path + "preparation", null, cancellation);
        await ActAsync(PersonOf($"verifier-{Region}"), path + "verification", new { accepted = true }, cancellation);
        await _world.LetPassAsync(2, cancellation);
        await ActAsync(PersonOf($"authoriser-{Region}"), path + "authorisation", null, cancellation);
        Person accountant = PersonOf($"accountant-{Region}");
        await ActAsync(accountant, path + "visa", null, cancellation);
        await OnDeskAsync(accountant, "paymentVisaed", cancellation);
        await SendToBankAsync(accountant, tranche, cancellation);
        await TellAsync(cancellation);
    }

    private async Task SendToBankAsync(Person accountant, int tranche, CancellationToken cancellation)
    {
        string id = (string)(await accountant.PostAsync("/api/payment-files", null, cancellation))["id"]!;
        await World.UntilAsync("the payment file", async () =>
        {
            JsonNode file = await accountant.GetAsync($"/api/payment-files/{id}", cancellation);
            return (string?)file["state"] == "complete" ? file : null;
        }, cancellation);
        byte[] content = await accountant.DownloadAsync($"/api/payment-files/{id}/content", cancellation);
        Keep($"{id}.pain.001.xml", content);

        await _world.LetPassAsync(1, cancellation);
        byte[] answer = Bank.Answer(content);
        Keep($"{id}.pain.002.xml", answer);
        await accountant.SendFileAsync("/api/bank-reports", "application/xml", $"{id}.xml", answer, cancellation);
        await World.UntilAsync("the settled tranche", async () =>
        {
            JsonNode file = await CaseAsync(cancellation);
            return file["tranches"]![tranche - 1]!["settledAt"] is not null ? file : null;
        }, cancellation);
    }

    private async Task JudgeAsync(Person officer, string? refuse, CancellationToken cancellation)
    {
        JsonNode file = await UntilCheckedAsync(cancellation);
        foreach (JsonNode? document in file["documents"]!.AsArray().Where(document => (string?)document!["verdict"] == "none"))
        {
            bool accepted = refuse is null || (string?)document!["kind"] != "rib-certificate";
            await ActAsync(
                officer, $"documents/{document!["id"]}/verdict", accepted ? Acceptance(document) : new { accepted, code = "otherApplicant", reason = refuse }, cancellation);
        }
    }

    private async Task BringAsync(Person applicant, SampleFile file, CancellationToken cancellation)
    {
        await applicant.UploadAsync(Reference, file, cancellation);
        Keep(file.FileName, file.Content);
    }

    private Task<JsonNode> ActAsync(Person person, string what, object? body, CancellationToken cancellation) =>
        person.PostAsync($"/api/applications/{Reference}/{what}", body, cancellation);

    // The desk is brought up a moment after the case itself.
    private Task<JsonNode> OnDeskAsync(Person official, string state, CancellationToken cancellation) =>
        World.UntilAsync($"{state} on the desk", async () =>
        {
            JsonNode desk = await official.GetAsync("/api/desk", cancellation);
            return desk["items"]!.AsArray().FirstOrDefault(line =>
                (string?)line!["reference"] == Reference && (string?)line["state"] == state);
        }, cancellation);

    // Nothing is judged before the automatic checks have looked at it.
    private Task<JsonNode> UntilCheckedAsync(CancellationToken cancellation) =>
        World.UntilAsync("the automatic checks", async () =>
        {
            JsonNode file = await CaseAsync(cancellation);
            return file["documents"]!.AsArray().All(document => (bool)document!["checked"]!) ? file : null;
        }, cancellation);

    // The papers were issued on the day of the application, whenever that is; of the identity card the officer reads the last day.
    private object Acceptance(JsonNode document) => (string?)document["kind"] == "signatory-id"
        ? new { accepted = true, expiresOn = _issuedOn.AddYears(9) }
        : new { accepted = true, issuedOn = _issuedOn };

    private Task<JsonNode> UntilStateAsync(string state, CancellationToken cancellation) =>
        World.UntilAsync($"state {state}", async () =>
        {
            JsonNode file = await CaseAsync(cancellation);
            return (string?)file["state"] == state ? file : null;
        }, cancellation);

    private async Task<JsonNode> CaseAsync(CancellationToken cancellation) =>
        await PersonOf("applicant-1").GetAsync($"/api/applications/{Reference}", cancellation);

    private Person PersonOf(string id)
    {
        if (!_people.TryGetValue(id, out Person? person))
        {
            _people[id] = person = new Person(http, id);
        }

        return person;
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        // The mail of a chapter belongs into it, and is a moment behind.
        await _world.SettleAsync(cancellation);
        JsonNode timeline = await PersonOf("applicant-1").GetAsync($"/api/applications/{Reference}/timeline", cancellation);
        foreach (JsonNode? entry in timeline["items"]!.AsArray().Where(entry => (int)entry!["sequence"]! > _told))
        {
            _told = (int)entry!["sequence"]!;
            DateTimeOffset at = OfficeDays.OnTheWall(entry["at"]!.GetValue<DateTimeOffset>());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {at:yyyy-MM-dd HH:mm}  {_told,3}  {entry["text"]}"));
        }

        IReadOnlyList<ArrivedMail> mails = await _world.MailAsync(Reference, cancellation);
        foreach (ArrivedMail mail in mails.Skip(_mailsTold))
        {
            output.WriteLine($"                    ✉  {mail.To}: {mail.Subject}");
        }

        _mailsTold = mails.Count;
    }

    private async Task KeepMailAsync(CancellationToken cancellation)
    {
        foreach (ArrivedMail mail in await _world.MailAsync(Reference, cancellation))
        {
            Keep($"mail/{mail.MailId}.html", System.Text.Encoding.UTF8.GetBytes(mail.Html));
        }
    }

    private void Say(string heading)
    {
        output.WriteLine();
        output.WriteLine(heading);
    }

    private void Keep(string name, byte[] content) => _files[name] = content;

    private static bool IsBallot(ArrivedMail mail) => mail.Text.Contains("/vote?ballot=", StringComparison.Ordinal);

    private static object Form => new
    {
        region = Region,
        language = "ar",
        scheme = "first-export",
        kind = "cooperative",
        name = SampleFiles.Enterprise,
        ice = SampleFiles.Ice,
        rib = SampleFiles.Rib,
        signatory = SampleFiles.President,
        email = "tighmert@cooperative.example",
        phone = "+212661234567",
        planTitle = "Exporter l'huile d'argan et les produits du cactus vers deux nouveaux marchés",
        planCost = 180_000m,
    };
}
