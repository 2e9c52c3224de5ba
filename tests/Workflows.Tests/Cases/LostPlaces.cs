using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.Workflows.Tests.Driver;
using Rule = System.Func<Tasdir.Domain.Cases.CaseFile, Tasdir.Domain.Cases.Circumstances, Tasdir.Domain.Cases.Outcome>;

namespace Tasdir.Workflows.Tests.Cases;

/// <summary>A place in the procedure where a case may lose its orchestrations.</summary>
/// <param name="Lives">What happens to the submitted case while its orchestrations carry it.</param>
/// <param name="Written">What the log still gets, as the last thing before the loss.</param>
/// <param name="End">Where the case must end nevertheless.</param>
internal sealed record LostPlace(Func<Dossier, Task> Lives, Rule[] Written, CaseState End = CaseState.Closed)
{
    public string Region { get; init; } = "07";

    public string Scheme { get; init; } = "craft-export";
}

/// <summary>Every place. Where the procedure does not wait for anybody, what it wrote last is written for it.</summary>
internal static class LostPlaces
{
    /// <summary>The regions whose envelope is empty at first.</summary>
    public static readonly string[] Empty = ["11", "12"];

    private static readonly Rule s_close = Reviews.Close;
    private static readonly Rule s_conclude = (file, now) => DocumentCheck.Conclude(file, now.Rules);

    public static IReadOnlyDictionary<string, LostPlace> All { get; } = new Dictionary<string, LostPlace>
    {
        ["DocumentCheck"] = In(CaseState.DocumentCheck),
        ["ComplementRequested"] = In(CaseState.ComplementRequested),
        ["DocumentCheck of the complement"] = new(CompletedAsync, []),
        ["Admissible"] = In(CaseState.DocumentCheck, People.Verdicts(), s_conclude),
        ["Inadmissible"] = new(CompletedAsync, [People.Verdicts("rib-certificate"), s_conclude], CaseState.Inadmissible),
        ["Committee"] = In(CaseState.Committee, Votes(VoteChoice.Approve, 2)),
        ["Referred"] = In(CaseState.Committee, [.. Votes(VoteChoice.Conflict, 3), s_close]),
        ["NationalCommittee"] = In(CaseState.NationalCommittee),
        ["Deferred"] = In(CaseState.Deferred),
        ["Admissible after the answer"] = In(CaseState.Deferred, (file, _) => Reviews.Answer(file, "Deux acheteurs.")),
        ["Committee after the answer"] = new(AnsweredAsync, []),
        ["Rejected"] = In(CaseState.Committee, [.. Votes(VoteChoice.Reject, 5), s_close]) with { End = CaseState.Rejected },
        ["Approved"] = In(CaseState.Committee, [.. Votes(VoteChoice.Approve, 5), s_close]),
        ["PartlyApproved"] = In(CaseState.Committee, [.. Votes(VoteChoice.Approve, 5, 50_000m), s_close]),
        ["WaitingList"] = In(CaseState.WaitingList) with { Region = "11" },
        ["FundsReserved"] = In(CaseState.Committee, [.. Votes(VoteChoice.Approve, 5), s_close, (file, now) =>
            Outcome.Record(new FundsReserved($"{now.Today.Year}-{file.Region}", file.Granted!.Value))]),
        ["ConventionToSign"] = In(CaseState.ConventionToSign),
        ["ConventionSigned"] = In(CaseState.ConventionToSign, (file, _) => Conventions.Sign(file, file.Form.Signatory)),
        ["ProofAwaited"] = In(CaseState.ProofAwaited),
        ["ProofAwaited after a refused one"] = new(RefusedAsync, []),
        ["ProofAwaited of the second tranche"] = new(SecondTrancheAsync, []) { Scheme = "first-export" },
        ["ProofReceived"] = In(CaseState.ProofReceived),
        ["PaymentPrepared"] = In(CaseState.PaymentPrepared),
        ["ServiceVerified"] = In(CaseState.ServiceVerified),
        ["PaymentOrdered"] = In(CaseState.PaymentOrdered),
        ["PaymentVisaed"] = In(CaseState.PaymentVisaed),
        ["PaymentSent"] = In(CaseState.PaymentSent),
        ["PaymentReturned"] = In(CaseState.PaymentReturned),
        ["TrancheSettled, the first of two"] = In(CaseState.PaymentSent, Finance.BankAnswer(settled: true)) with { Scheme = "first-export" },
        ["TrancheSettled, the last"] = In(CaseState.PaymentSent, Finance.BankAnswer(settled: true)),
        ["Withdrawn"] = In(CaseState.ConventionToSign, (file, _) => Applications.Withdraw(file)) with { End = CaseState.Withdrawn },
        ["Withdrawn from the committee"] = In(CaseState.Committee, (file, _) => Applications.Withdraw(file)) with { End = CaseState.Withdrawn },
        ["Withdrawn from the waiting list"] =
            In(CaseState.WaitingList, (file, _) => Applications.Withdraw(file)) with { End = CaseState.Withdrawn, Region = "12" },
        ["Expired unsigned"] = In(CaseState.ConventionToSign, Expires(Ask.Signature)) with { End = CaseState.Expired },
        ["Expired without the second proof"] = new(SecondTrancheAsync, [Expires(Ask.Proof, 2)], CaseState.Expired) { Scheme = "first-export" },
    };

    private static LostPlace In(CaseState state, params Rule[] written) => new(dossier => dossier.ReachAsync(state), written);

    private static Rule[] Votes(VoteChoice choice, int seats, decimal? amount = null) =>
        [.. People.Regional[..seats].Select(seat => People.Vote(choice, seat, amount))];

    private static Rule Expires(Ask ask, int number = 1) => (_, _) => Outcome.Record(new RequestExpired(new RequestKey(ask, number)));

    private static async Task CompletedAsync(Dossier dossier)
    {
        await dossier.ReachAsync(CaseState.ComplementRequested);
        await dossier.CompleteAsync();
    }

    private static async Task AnsweredAsync(Dossier dossier)
    {
        await dossier.ReachAsync(CaseState.Deferred);
        await dossier.AnswerQuestionAsync();
    }

    private static async Task RefusedAsync(Dossier dossier)
    {
        await dossier.ReachAsync(CaseState.PaymentPrepared);
        await dossier.RefuseProofAsync("Facture non acquittée.");
    }

    private static async Task SecondTrancheAsync(Dossier dossier)
    {
        await dossier.ReachAsync(CaseState.PaymentSent);
        await dossier.AnswerFromBankAsync(settled: true);
    }
}
