using Tasdir.Domain.Programme;
using Tasdir.Domain.Programme.Reading;

namespace Tasdir.Domain.Tests.Programme;

public sealed class ProgrammeChecksTests
{
    private const string First = "schemes/first-export.yaml";

    // One slip at a time: the file, a place in it, what is written there instead, and what is said of it.
    private static readonly Slip[] s_slips =
    [
        new("a region too few", "versions.yaml", "", "- name: 2025-1", null, "Morocco has twelve regions, 01 to 12.", Elsewhere: ("regions.yaml", "code: \"12\"", "code: \"13\""), Others: true),
        new("people who are counted twice", "regions.yaml", "nation:", "value: 36828330", "value: 36828331", "The regions have 36828330 inhabitants together, the country 36828331."),
        new("a share of the product too large", "versions.yaml", "", "- name: 2025-1", null, "The shares of the regions in the national product add up to 110.0 per cent.", Elsewhere: ("regions.yaml", "value: 32.2", "value: 42.2")),
        new("a code of another table", "regions.yaml", "code: \"05\"", "iso: MA-05", "iso: MA-06", "The ISO code of the region 05 is MA-05."),
        new("an empty envelope", "envelopes.yaml", "regions:", "\"10\": 3181000", "\"10\": 0", "An envelope is above zero.", "regions:", Also: "The envelopes add up to 96819000.00, not to 100000000.00."),
        new("envelopes that do not add up", "envelopes.yaml", "total", "total: 100000000", "total: 100000001", "The envelopes add up to 100000000.00, not to 100000001.00."),
        new("a text without Arabic", "regions.yaml", "code: \"02\"", "name: {fr: \"L'Oriental\", ar: \"الشرق\"}", "name: {fr: \"L'Oriental\", ar: \" \"}", "The Arabic of \"L'Oriental\" is missing."),
        new("a text without French", First, "", "name: {fr: \"Premiers pas à l'export\"", "name: {fr: \"\"", "The French of \"الخطوات الأولى نحو التصدير\" is missing."),
        new("the two languages changed about", "committees.yaml", "code: budget", "name: {fr: Direction du budget, ar: مديرية الميزانية}", "name: {ar: Direction du budget, fr: مديرية الميزانية}", "The French text \"مديرية الميزانية\" has Arabic letters.", Also: "The Arabic text \"Direction du budget\" has no Arabic letter."),
        new("a rate of nothing", First, "", "ratePercent: 80", "ratePercent: 0", "The rates of first-export are 1 to 100 per cent."),
        new("a rate that leaves no own share", First, "", "ownSharePercent: 20", "ownSharePercent: 21", "The highest rate of first-export and its own share are 100 per cent at most."),
        new("a ceiling of nothing", First, "", "ceilings: {application: 400000", "ceilings: {application: 0", "The ceiling of first-export is above zero.", Others: true),
        new("a year's ceiling below an application's", First, "", "year: 600000", "year: 300000", "The ceiling of a year of first-export is not below that of an application."),
        new("a beneficiary's ceiling below a year's", First, "", "beneficiary: 1500000", "beneficiary: 500000", "The ceiling of a beneficiary of first-export is not below that of a year."),
        new("a threshold that nothing reaches", First, "", "nationalThreshold: 300000", "nationalThreshold: 400001", "The national committee's threshold of first-export is not above its ceiling;"),
        new("a measure's ceiling above its scheme's", First, "", "{code: diagnosis, ceiling: 80000}", "{code: diagnosis, ceiling: 480000}", "The ceiling of diagnosis is above zero and not above that of first-export."),
        new("a measure's year below its application", First, "", "yearCeiling: 300000", "yearCeiling: 100000", "The ceiling of a year of fairs is not below that of an application."),
        new("a measure that is none", First, "", "code: trademark", "code: patent", "schemes/first-export names patent, which is not among the measures."),
        new("a measure twice", First, "measures:", "code: diagnosis", "code: fairs", "first-export has a measure twice.", "measures:"),
        new("a product family that is none", First, "logistics", "products: [animal", "products: [fish", "schemes/first-export names fish, which is not among the products."),
        new("an activity that is none", "schemes/craft-export.yaml", "", "activities: [crafts]", "activities: [arts]", "schemes/craft-export names arts, which is not among the activities."),
        new("tranches of 99 per cent", First, "", "parts: [40, 60]", "parts: [40, 59]", "The tranches of first-export add up to 100 per cent."),
        new("a tranche that nothing is brought for", "schemes/craft-export.yaml", "", "kind: onRealisation, parts: [100]", "kind: advanceAndBalance, parts: [50, 50]", "Nothing is asked for tranche 2 of craft-export from 2025-06-01."),
        new("an advance without a balance", First, "", "kind: advanceAndBalance, parts: [40, 60]", "kind: advanceAndBalance, parts: [100]", "An advance has a balance."),
        new("degressive support without rates", First, "", "kind: advanceAndBalance", "kind: degressive", "Degressive support has rates by year, and no other has."),
        new("degressive rates that rise", "schemes/consortium.yaml", "", "ratesByYear: [75, 60, 50]", "ratesByYear: [60, 75, 50]", "Degressive rates do not rise."),
        new("a score of 99", First, "", "code: market, name: {fr: \"Marché visé et acheteurs identifiés\", ar: \"السوق المستهدفة والمشترون المحددون\"}, weight: 25", "code: market, name: {fr: \"Marché visé et acheteurs identifiés\", ar: \"السوق المستهدفة والمشترون المحددون\"}, weight: 24", "The weights of first-export add up to 100.", "criteria:"),
        new("a scheme for nobody", "schemes/consortium.yaml", "", "applicants: [economicInterestGroup, cooperativeUnion]", "applicants: []", "Somebody can apply for consortium.", Others: true),
        new("a condition for others", "schemes/craft-export.yaml", "fact: yearsOfPractice", "applicants: [artisan]", "applicants: [company]", "The condition practice is about applicants that craft-export is not for."),
        new("a condition without a bound", First, "fact: taxesInOrder", "atLeast: 1", "atLeast: null", "The condition taxes has a bound: atLeast or atMost.", "- code: taxes"),
        new("a document of a scheme that is none", "documents.yaml", "code: commitment-letter", "schemes: [first-export", "schemes: [second-export", "documents/commitment-letter names second-export, which is not among the schemes.", Also: "Nothing is asked for tranche 1 of first-export from 2025-06-01."),
        new("a format that cannot be opened", "documents.yaml", "code: action-plan", "formats: [pdf, jpeg, png, docx, xlsx]", "formats: [pdf, exe]", "The formats of action-plan are among pdf, jpeg, png, docx, xlsx, zip."),
        new("a validity of nothing", "documents.yaml", "code: tax-attestation", "validity: {days: 365}", "validity: {}", "The validity of tax-attestation is days, months, or the date on the document."),
        new("a tranche at submission", "documents.yaml", "code: ice-attestation", "- {at: submission}", "- {at: submission, tranche: 1}", "A tranche is from 1, and of a payment."),
        new("two families with a chapter", "activities.yaml", "code: oils", "last: \"15\"", "last: \"16\"", "The chapter 16 is in two families.", ElsewhereLine: "first: \"16\""),
        new("no chair", "committees.yaml", "code: ministry", "chair: true", "chair: false", "A committee has one chair.", ElsewhereLine: "seats:", ElsewhereAfter: "code: national"),
        new("fewer seats than the quorum", "committees.yaml", "code: national", "quorum: 3", "quorum: 6", "A committee has as many seats as its quorum."),
        new("no quorum", "committees.yaml", "code: national", "quorum: 3", "quorum: 0", "A quorum is one vote or more."),
        new("a region without a committee", "versions.yaml", "", "- name: 2025-1", null, "The region 12 has one committee.", Elsewhere: ("committees.yaml", "\"11\", \"12\"]", "\"11\"]")),
        new("one mailbox for every region", "committees.yaml", "code: chamber", "mailbox: comite-{region}-ccis@tasdir.example", "mailbox: comite-ccis@tasdir.example", "The mailbox of chamber is another in each region: {region}."),
        new("a member as its own alternate", "committees.yaml", "code: budget", "alternate: comite-national-budget-suppleant@tasdir.example", "alternate: comite-national-budget@tasdir.example", "The alternate of budget is somebody else."),
        new("61 days to decide", "deadlines.yaml", "code: decision", "days: 60", "days: 61", "Law 55-19 allows at most 60 days for a decision."),
        new("no time to sign", "deadlines.yaml", "code: signature", "days: 30", "days: 0", "The time limit signature is one day or more.", Others: true),
        new("a reminder too early", "deadlines.yaml", "code: complement", "reminders: [15, 5, 1]", "reminders: [30, 5, 1]", "A reminder of complement comes before the due date and after the beginning."),
        new("money by silence", "deadlines.yaml", "code: decision", "silence: none", "silence: deemedGranted", "Silence never grants money: the decision to pay is somebody's."),
        new("a weight that nothing weighs", "committees.yaml", "code: national", "alternate: comite-national-ministere-suppleant@tasdir.example", "weight: 2\n        alternate: comite-national-ministere-suppleant@tasdir.example", "Seats have weights only where votes are weighted."),
        new("a notice of a season", "committees.yaml", "code: national", "noticeDays: 3", "noticeDays: 60", "A meeting is convened at most 30 working days before its date."),
        new("a mandate that ends before it begins", "committees.yaml", "code: ministry", "chair: true", "chair: true\n        mandates: [{from: 2026-01-01, until: 2025-12-31, mailbox: a@tasdir.example, alternate: b@tasdir.example}]", "A mandate of ministry ends after it begins."),
        new("two mandates at once", "committees.yaml", "code: ministry", "chair: true", "chair: true\n        mandates: [{from: 2026-01-01, until: 2026-06-30, mailbox: a@tasdir.example, alternate: b@tasdir.example}, {from: 2026-06-30, mailbox: c@tasdir.example, alternate: b@tasdir.example}]", "Two mandates of ministry hold on the same day.", Others: true),
        new("one mailbox with two seats", "committees.yaml", "code: exporters", "mailbox: comite-{region}-exportateurs@tasdir.example", "mailbox: Comite-{region}-ccis@tasdir.example", "The mailbox of exporters is the mailbox of chamber at the same time."),
        new("an alternate of two seats", "committees.yaml", "code: agency", "alternate: comite-national-agence-suppleant@tasdir.example", "alternate: comite-national-budget-suppleant@tasdir.example #", "The alternate of agency is the alternate of budget at the same time."),
        new("an alternate who holds another seat", "committees.yaml", "code: exporters", "alternate: comite-{region}-exportateurs-suppleant@tasdir.example", "alternate: comite-{region}-ccis@tasdir.example", "The alternate of exporters is the mailbox of chamber at the same time."),
        new("a mandate for the alternate of another seat", "committees.yaml", "code: chamber", "alternate: comite-{region}-ccis-suppleant@tasdir.example", "alternate: comite-{region}-ccis-suppleant@tasdir.example\n        mandates: [{from: 2026-01-01, until: 2026-12-31, mailbox: comite-10-cri-suppleant@tasdir.example, alternate: b@tasdir.example, regions: [\"10\"]}]", "The mailbox of chamber is the alternate of investment-centre at the same time.", ElsewhereLine: "mandates:"),
        new("a silence that nobody carries out", "deadlines.yaml", "code: decision", "silence: none", "silence: deemedAdmissible", "At the end of decision the procedure carries out none and nothing else."),
        new("a vote that pauses the law", "deadlines.yaml", "code: decision", "pausedBy: [complement]", "pausedBy: [votes]", "The complement alone pauses a time limit (law 55-19)."),
        new("a convention that waits for ever", "versions.yaml", "", "- name: 2025-1", null, "A case whose applicant keeps silent stays in the state conventionToSign for ever.", Elsewhere: ("deadlines.yaml", "code: signature", "silence: lapse", "silence: none"), Others: true),
        new("a time limit too few", "versions.yaml", "", "- name: 2025-1", null, "There is no time limit appeal.", Elsewhere: ("deadlines.yaml", "code: appeal", "code: appeal", "code: proof"), Others: true),
        new("a feast that is none", "holidays.yaml", "feastDates", "feast: mawlid, year: 2027", "feast: achoura, year: 2027", "achoura is no feast.", Also: "mawlid is missing in 2027."),
        new("a feast twice", "holidays.yaml", "feastDates", "feast: mawlid, year: 2027", "feast: adha, year: 2027", "adha 2027 is there twice.", "feastDates:", Also: "mawlid is missing in 2027."),
        new("a holiday without Arabic", "holidays.yaml", "month: 8, day: 20", "ar: \"ثورة الملك والشعب\"", "ar: \"\"", "The Arabic of \"Révolution du roi et du peuple\" is missing."),
        new("offices that close before they open", "holidays.yaml", "ramadanHours", "closes: \"15:00:00\"", "closes: \"08:00:00\"", "Offices open before they close.", "ramadanHours:"),
        new("an hour that is none", "holidays.yaml", "ramadanHours", "closes: \"15:00:00\"", "closes: \"15h00\"", "The calendar cannot be read:"),
        new("two holidays on a day", "holidays.yaml", "fixed", "month: 8, day: 21", "month: 8, day: 20", "The holiday of 20/8 is there twice.", "fixed:"),
        new("a holiday of leap years", "holidays.yaml", "fixed", "month: 5, day: 1,", "month: 2, day: 29,", "Fête du travail has a day and a month."),
        new("a year without a feast", "holidays.yaml", "feastDates", "feast: fitr, year: 2028", "feast: adha, year: 2028", "fitr is missing in 2028.", "feastDates:", Others: true),
        new("an empty item", "documents.yaml", "code: sworn-statement", "- {at: submission}", "- ~", "This cannot be read: An item of a list is empty.", Others: true),
        new("a name that is a list", "payer.yaml", "", "name:", "[a, b]:", "This cannot be read: A name is one word.", Others: true),
        new("a list that nobody reads", "payer.yaml", "", "payer:", "payers:", "payers is not known here.", Others: true),
        new("a country without its people", "versions.yaml", "", "- name: 2025-1", null, "The population of the country is not said.", Elsewhere: ("regions.yaml", "  - from: 2025-06-01\n    population:\n      value: 36828330\n      year: 2024\n      source: RGPH 2024, population légale (HCP)\n    basis: La somme des régions y est comparée\n", "  []\n"), Others: true),
        new("a time limit that stands still for nothing", "deadlines.yaml", "code: payment", "pausedBy: []", "pausedBy: [complement]", "The time limit of the decision alone is paused."),
        new("a measure for nobody", "schemes/social-economy.yaml", "code: logistics", "applicants: [cooperative, cooperativeUnion]", "applicants: []", "The measure logistics is open to somebody."),
        new("more than a yes", First, "fact: taxesInOrder", "atLeast: 1", "atLeast: 2", "The condition taxes can never be met.", "- code: taxes"),
        new("a gap between classes of size", "applicants.yaml", "code: medium", "turnoverFrom: 10000000", "turnoverFrom: 11000000", "No class of OMTPME ends where medium begins."),
        new("a beneficiary's ceiling of a measure below its application's", "schemes/consortium.yaml", "", "beneficiaryCeiling: 100000", "beneficiaryCeiling: 90000", "The ceiling of a beneficiary of consortium-setup is not below that of a year or an application."),
        new("a limit in an activity that is none", "applicants.yaml", "", "mostTurnoverIn: {services: 200000}", "mostTurnoverIn: {service: 200000}", "applicants/autoEntrepreneur names service, which is not among the activities."),
        new("a wrong account", "payer.yaml", "", "rib: \"310810100002450000123448\"", "rib: \"310810100002450000123449\"", "The payer's RIB is not valid."),
        new("a wrong bank", "payer.yaml", "", "bic: TGRXMAMC", "bic: TGRXMAM", "The payer's BIC is not valid."),
        new("a day that is none", "payer.yaml", "", "from: 2025-06-01", "from: 2025-06-31", "payer needs the first day on which it holds, as from: 2026-07-01.", Others: true),
        new("an end before the beginning", "payer.yaml", "", "from: 2025-06-01", "from: 2025-06-01\n    until: 2025-05-31", "payer ends on 2025-05-31, before it begins on 2025-06-01.", ElsewhereLine: "until:", Others: true),
        new("a change inside a version", "payer.yaml", "", "from: 2025-06-01", "from: 2025-07-01", "payer begins on 2025-07-01, on which no version begins.", Others: true),
        new("a member that is none", First, "", "ownSharePercent: 20", "ownSharPercent: 20", "schemes/first-export cannot be read:", Others: true),
        new("a rate in words", First, "", "ratePercent: 80", "ratePercent: quatre-vingts", "schemes/first-export cannot be read:"),
        new("no YAML", "payer.yaml", "", "payer:", "payer: [", "This cannot be read:", ElsewhereLine: "- from", Others: true),
    ];

    public static TheoryData<string> Slips => [.. s_slips.Select(slip => slip.Name)];

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_found_with_its_file_and_line_and_nothing_else_is(string name)
    {
        Slip slip = s_slips.Single(candidate => candidate.Name == name);

        IReadOnlyList<Finding> findings = slip.Read(out int line);

        Finding found = Assert.Single(findings, finding => finding.Sentence.StartsWith(slip.Sentence, StringComparison.Ordinal));
        Assert.Equal((Programmes.Folder + slip.File, line), (found.File, found.Line));
        Assert.Equal($"{found.File}:{found.Line}: {found.Sentence}", found.ToString());
        Assert.Equal(slip.Also is null ? [] : [slip.Also], slip.Others ? [] : findings.Except([found]).Select(finding => finding.Sentence));
    }

    [Fact]
    public void The_data_as_they_are_have_no_finding() => Assert.Empty(Programmes.Data.Findings);

    [Fact]
    public void An_address_may_go_from_one_seat_to_another_once_a_mandate_is_over() => Assert.Empty(ProgrammeFiles.With(
        "committees.yaml",
        "code: confederation",
        "alternate: comite-national-exportateurs-suppleant@tasdir.example",
        """
        alternate: comite-national-exportateurs-suppleant@tasdir.example
                mandates:
                  - {from: 2025-06-01, until: 2026-06-30, mailbox: a@tasdir.example, alternate: b@tasdir.example}
                  - {from: 2026-07-01, mailbox: c@tasdir.example, alternate: d@tasdir.example}
              - code: academy
                name: {fr: "Université", ar: "الجامعة"}
                mailbox: academy@tasdir.example
                alternate: academy-suppleant@tasdir.example
                mandates:
                  - {from: 2025-06-01, until: 2026-06-30, mailbox: c@tasdir.example, alternate: d@tasdir.example}
                  - {from: 2026-07-01, mailbox: b@tasdir.example, alternate: a@tasdir.example}
        """).Data.Findings);

    [Fact]
    public void Data_with_a_finding_give_no_rules()
    {
        (ProgrammeData data, _) = ProgrammeFiles.With("payer.yaml", "", "bic: TGRXMAMC", "bic: TGRXMAM");

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => data.On(new DateOnly(2026, 1, 20)));

        Assert.Contains("payer.yaml:6: The payer's BIC is not valid.", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>One slip: where, what is written there instead, and what is said of it on which line.</summary>
    /// <param name="Name">What the slip is.</param>
    /// <param name="File">The file that the finding names.</param>
    /// <param name="After">The place after which the text is looked for.</param>
    /// <param name="Text">The text; its line is the finding's, unless another is named.</param>
    /// <param name="Replacement">What is written instead; null when the slip is in <paramref name="Elsewhere"/>.</param>
    /// <param name="Sentence">The finding, or its beginning.</param>
    /// <param name="ElsewhereLine">A text whose line is the finding's.</param>
    /// <param name="ElsewhereAfter">The place after which that text is looked for.</param>
    /// <param name="Also">One more finding that the slip brings.</param>
    /// <param name="Others">Whether the slip brings others too, which do not matter.</param>
    /// <param name="Elsewhere">The slip, when it is in another file: file, place, text, replacement.</param>
    private sealed record Slip(
        string Name, string File, string After, string Text, string? Replacement, string Sentence, string? ElsewhereLine = null, string? ElsewhereAfter = null, string? Also = null, bool Others = false, Where? Elsewhere = null)
    {
        public IReadOnlyList<Finding> Read(out int line)
        {
            Where at = Elsewhere ?? new Where(File, After, Text, Replacement!);
            ProgrammeData data = ProgrammeFiles.With(at.File, at.After, at.Text, at.Replacement).Data;
            string source = Programmes.Files().Single(file => file.Name == Programmes.Folder + File).Text;
            string changed = Elsewhere is null ? source.Replace(Text, Replacement, StringComparison.Ordinal) : source;
            string place = ElsewhereLine ?? (Elsewhere is null ? Replacement!.Split('\n')[0] : Text);
            int after = changed.IndexOf(ElsewhereAfter ?? (ElsewhereLine is null ? After : ""), StringComparison.Ordinal);
            line = changed[..changed.IndexOf(place, Math.Max(0, after), StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
            return data.Findings;
        }
    }

    private sealed record Where(string File, string After, string Text, string Replacement)
    {
        public static implicit operator Where((string File, string Text, string Replacement) at) => new(at.File, "", at.Text, at.Replacement);

        public static implicit operator Where((string File, string After, string Text, string Replacement) at) => new(at.File, at.After, at.Text, at.Replacement);
    }
}
