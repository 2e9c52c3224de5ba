using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Domain.Payments;

namespace Tasdir.Workflows.Tests.Driver;

/// <summary>The way of a case through the procedure, as people take it step by step.</summary>
internal static class Way
{
    // A case of two tranches, with every detour, takes about twenty.
    private const int MostSteps = 40;

    /// <summary>Leads a case on until it stands somewhere.</summary>
    public static async Task ReachAsync(this Dossier dossier, CaseState goal)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            CaseState state = await dossier.StateAsync();
            if (state == goal)
            {
                return;
            }

            await dossier.StepAsync(state, goal);
        }

        Assert.Fail($"{dossier.Reference} stands in {await dossier.StateAsync()} and does not come to {goal}.");
    }

    private static Task StepAsync(this Dossier dossier, CaseState state, CaseState goal) => (state, goal) switch
    {
        (CaseState.DocumentCheck, CaseState.ComplementRequested) => dossier.AskToCompleteAsync(),
        (CaseState.DocumentCheck, _) => dossier.JudgeAsync(),
        (CaseState.ComplementRequested, _) => dossier.CompleteAsync(),
        (CaseState.Committee, CaseState.NationalCommittee) => dossier.VoteAsync(VoteChoice.Conflict, People.Regional[..3]),
        (CaseState.Committee, CaseState.Deferred) => dossier.VoteAsync(VoteChoice.Defer, People.Regional),
        (CaseState.Committee, CaseState.Rejected) => dossier.VoteAsync(VoteChoice.Reject, People.Regional),
        (CaseState.Committee, _) => dossier.VoteAsync(VoteChoice.Approve, People.Regional),
        (CaseState.NationalCommittee, _) => dossier.VoteAsync(VoteChoice.Approve, People.National),
        (CaseState.Deferred, _) => dossier.AnswerQuestionAsync(),
        (CaseState.ConventionToSign, _) => dossier.SignAsync(),
        (CaseState.ProofAwaited, _) => dossier.AskForTrancheAsync(),
        (CaseState.ProofReceived or CaseState.PaymentReturned, _) => dossier.PrepareAsync(),
        (CaseState.PaymentPrepared, _) => dossier.VerifyAsync(),
        (CaseState.ServiceVerified, _) => dossier.OrderAsync(),
        (CaseState.PaymentOrdered, _) => dossier.VisaAsync(),
        (CaseState.PaymentVisaed, _) => dossier.DoAsync(Finance.Accountant, (file, _) => Payouts.Send(file, "PF-" + file.Tranches[^1].EndToEndId)),
        (CaseState.PaymentSent, CaseState.PaymentReturned) => dossier.AnswerFromBankAsync(settled: false, "AC04"),
        (CaseState.PaymentSent, _) => dossier.AnswerFromBankAsync(settled: true),
        _ => throw new InvalidOperationException($"{dossier.Reference} stands in {state}, where nobody can lead it on."),
    };
}
