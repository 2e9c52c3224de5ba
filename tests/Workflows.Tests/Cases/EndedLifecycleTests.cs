using Tasdir.Domain.Cases;
using Tasdir.Storage;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Cases;

public sealed class EndedLifecycleTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(CaseState.DocumentCheck, CaseState.Committee)]
    [InlineData(CaseState.Committee, CaseState.ConventionToSign)]
    [InlineData(CaseState.ConventionToSign, CaseState.ProofAwaited)]
    [InlineData(CaseState.ProofAwaited, CaseState.Closed)]
    public async Task A_case_whose_orchestration_was_ended_without_its_parts_goes_on_once_they_have_come_to_their_end(CaseState at, CaseState next)
    {
        await using Dossier dossier = await Dossier.SubmitAsync(running.App, region: "08", cost: 75_000m, scheme: "craft-export");
        await dossier.ReachAsync(at);
        await running.App.DurableClient().TerminateInstanceAsync(Keys.Instance(dossier.Reference), TestContext.Current.CancellationToken);
        await running.App.SettleAsync();

        await dossier.ReachAsync(at == CaseState.ProofAwaited ? CaseState.PaymentSent : at);
        await StepAndWaitAsync(dossier, at);

        Assert.Equal(next, await dossier.StateAsync());
        await dossier.ReachAsync(CaseState.Closed);
        Assert.Equal("Completed", (await dossier.LifecycleAsync())!.RuntimeStatus.ToString());
    }

    private async Task StepAndWaitAsync(Dossier dossier, CaseState at)
    {
        await (at switch
        {
            CaseState.DocumentCheck => dossier.JudgeAsync(),
            CaseState.Committee => dossier.VoteAsync(Domain.Committees.VoteChoice.Approve, People.Regional),
            CaseState.ConventionToSign => dossier.SignAsync(),
            _ => dossier.AnswerFromBankAsync(settled: true),
        });
        await running.App.LetPassAsync(TimeSpan.FromDays(2));
    }
}
