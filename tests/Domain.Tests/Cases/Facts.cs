using System.Text.Json;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Domain.Programme;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

/// <summary>One fact of every kind with everything in it filled in, and one more where its content leads elsewhere.</summary>
internal static class Facts
{
    private static readonly DateOnly s_due = new(2026, 3, 23);
    private static readonly Money s_amount = new(144_000_00);
    private static readonly RequestKey s_proof = new(Ask.Proof, 2);

    public static IReadOnlyList<CaseEvent> All { get; } =
    [
        new DraftCreated("applicant-1", SampleForm.Complete),
        new DraftEdited(SampleForm.Empty),
        new ApplicationSubmitted("2025-1", s_due),
        new ApplicationWithdrawn(),
        new CaseClosed(),
        new RequestReminded(s_proof, 2),
        new RequestExpired(new(Ask.Complement), s_due),
        new DueDateMoved(null, s_due, s_due.AddDays(1), "fitr", 2026),
        .. new[] { Ask.Complement, Ask.Votes, Ask.Answer, Ask.Signature, Ask.Proof, Ask.Payment }
            .Select(ask => new DueDateMoved(new(ask, 2), s_due, s_due.AddDays(1))),
        new LetterRecorded("TSD-2026-10-7F3KQ9-000009-chamber", LetterKind.VoteInvitation, "chamber", 9),
        new LetterFiled("TSD-2026-10-7F3KQ9-000009", new string('c', 64), 219_786),
        new LetterSent("TSD-2026-10-7F3KQ9-000009-chamber", HeldBack: true),
        new LetterRefused("TSD-2026-10-7F3KQ9-000009-chamber", 400),
        new LetterUndelivered("TSD-2026-10-7F3KQ9-000009-chamber", Undelivered.Bounced),
        new ReplyTaken(1, "chamber", "chambre-10@committee.example", new string('b', 32), VoteChoice.Approve, s_amount, "Bon plan", "vote_closed"),
        new DocumentReceived("d1", "statutes", "النظام الأساسي.pdf", "application/pdf", 81_920, new string('a', 64)),
        new DocumentChecked("d1",
        [
            CheckReport.Of(AutomaticCheck.Format),
            CheckReport.Of(AutomaticCheck.Structure, new Finding(FindingCode.Pages, "3")),
            CheckReport.Of(AutomaticCheck.Malware, new Finding(FindingCode.NotScanned)),
        ]),
        new CheckOpened(),
        new DocumentAccepted("d1"),
        new DocumentRefused("d1", "Illisible"),
        new DocumentSupplied("tax-attestation", s_due, s_due.AddYears(1), "Nº 2026/118"),
        new RenewalRequested(["rib-certificate"], Moment.Payment, 1, s_due),
        new ComplementRequested(["statutes", "rib-certificate"], "Merci de joindre les deux.", s_due),
        new ComplementAnswered(s_due),
        new DeclaredAdmissible(),
        new DeclaredInadmissible([new("statutes", "Illisible"), new("rib-certificate", null)]),
        new DraftLapsed(),
        new DocumentErased("d1", "P10Y"),
        new LegalHoldPlaced("Contrôle de la Cour des comptes"),
        new LegalHoldLifted("Contrôle terminé"),
        new DataRequested(1, DataRequestKind.Rectification, "Le numéro de téléphone a changé.", s_due),
        new DataRequestAnswered(1, "C'est corrigé."),
        Opened(CommitteeLevel.Regional),
        Opened(CommitteeLevel.National),
        new VoteCast(1, "chamber", VoteChoice.Approve, s_amount, "Bon plan"),
        new AnalysisWritten("Deux acheteurs identifiés; le budget du stand est élevé."),
        new PlacedOnAgenda(1, "meeting-10-20260217", s_due),
        new MemberCalled(1, "chamber", "comite-10-ccis-suppleant@tasdir.example", null, CallReason.Conflict),
        new ScoresGiven(1, "chamber", [new("market", 20), new("plan", 15)]),
        new ModerationOpened(1, 40, 85, 30),
        new VotesVoided(1, ["chamber"]),
        new QuorumAtRisk(1, 2, 3),
        new MinutesSealed(1, "meeting-10-20260217", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        new AppealFiled("Le salon est professionnel."),
        new ReviewExtended(1, s_due),
        new ReferredToNational(1, Undecided.NoQuorum),
        .. Enum.GetValues<ReviewResult>().Select(Decided),
        new QuestionAnswered(1, "Oui, à Düsseldorf."),
        new FundsReserved("2026-10", s_amount),
        new PlacedOnWaitingList("2026-10"),
        new FundsReleased("2026-10"),
        new ConventionIssued([new(57_600_00), new(86_400_00)], s_due),
        new ConventionSigned("Fatma Aït Bella"),
        new TrancheOpened(1, s_due),
        new TrancheRequested(1, s_due),
        new ProofRefused(1, "La facture n'est pas au nom de la coopérative.", s_due),
        new PaymentPrepared(1, "TSD-2026-10-7F3KQ9-T1-G1", new(57_600_00), "225450010020030040050073", "preparer-1"),
        new ServiceVerified(1, "verifier-1"),
        new PaymentOrdered(1, "authoriser-1"),
        new PaymentVisaed(1, "accountant-1"),
        new PaymentSent(1, "TSD-2026-10-7F3KQ9-T1-G1", "PF-1"),
        new PaymentSettled(1, "TSD-2026-10-7F3KQ9-T1-G1"),
        new PaymentReturned(1, "TSD-2026-10-7F3KQ9-T1-G1", "AC04"),
    ];

    /// <summary>Facts with the members that were added since they were published; older lines lack them.</summary>
    public static IReadOnlyList<CaseEvent> Extended { get; } =
    [
        new DraftCreated("assisted/10", SampleForm.Complete, new Consent("Fatma Aït Bella", s_due, ConsentMeans.InPerson, "En amazighe, devant un témoin.")),
        new DraftEdited(SampleForm.Itemised),
        new DocumentReceived(
            "d9", "statutes", "statuts.pdf", "application/pdf", 81_920, new string('a', 64), "d1", new KeptDocument("TSD-2025-10-7F3KQ9", "d3", s_due, s_due.AddYears(1))),
        new DocumentAccepted("d1", s_due, s_due.AddYears(1)),
        new DocumentRefused("d1", "La page 2 est coupée.", RefusalReason.Incomplete),
        new ReplyTaken(1, "chamber", "chambre-10@committee.example", new string('b', 32), VoteChoice.Approve, s_amount, "Bon plan", null, SampleCase.Beginning),
        new RenewalRequested(["tax-attestation"], Moment.Committee, null, s_due, OfAdministration: true),
        new ComplementRequested(["statutes"], null, s_due, [new("statutes", "La dernière version.")]),
        new ComplementAnswered(s_due, ["statutes"]),
        Opened(CommitteeLevel.Regional) with
        {
            PriorAid = [new("TSD-2026-10-7F3KQ9", "003210987000108", "first-export", 2026, s_amount, "fairs"), new("TSD-2025-10-7F3KQ9", "003210987000108", "craft-export", 2025, s_amount)],
        },
        new DocumentReceived("d2", "action-plan", "plan.pdf", "application/pdf", 81_920, new string('a', 64), StoredAs: "d1"),
        Decided(ReviewResult.PartlyApproved) with { PriorAid = [new("TSD-2026-10-7F3KQ9", "003210987000108", "first-export", 2026, s_amount, "fairs")] },
    ];

    /// <summary>The name under which a fact is stored, and what in it decides where it leads.</summary>
    public static string NameOf(CaseEvent fact) => DiscriminatorOf(fact) + fact switch
    {
        ReviewOpened opened => $"({opened.Level})",
        SupportDecided decided => $"({decided.Result})",
        DueDateMoved moved => $"({moved.Request?.Ask.ToString() ?? "Decision"})",
        _ => "",
    };

    public static string DiscriminatorOf(CaseEvent fact) =>
        JsonSerializer.SerializeToElement(fact, CaseJson.Options).GetProperty("type").GetString()!;

    private static ReviewOpened Opened(CommitteeLevel level) =>
        new(1, level, ["delegation", "chamber", "exporters"], "delegation", 3, s_amount, s_due);

    private static SupportDecided Decided(ReviewResult result) => result switch
    {
        ReviewResult.Approved => new(1, result, s_amount, ["Bon plan"]),
        ReviewResult.PartlyApproved => new(1, result, new(100_000_00), ["Sans le troisième voyageur"]),
        ReviewResult.Rejected => new(1, result, null, ["Le salon n'est pas professionnel."]),
        _ => new(1, result, null, ["Avez-vous un acheteur ?"], s_due),
    };
}
