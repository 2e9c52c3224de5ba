using Microsoft.Extensions.DependencyInjection;
using Tasdir.Domain.Calendar;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Committees;
using Tasdir.Workflows.Cases;
using Tasdir.Workflows.Tests.Driver;

namespace Tasdir.Workflows.Tests.Committees;

public sealed class SessionDeadlineTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static readonly string[] s_seats = People.Regional;

    [Fact]
    public async Task At_the_deadline_a_quorum_decides_without_the_others()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[..3]);
        Session session = (await dossier.FileAsync()).Sessions[^1];

        await running.App.LetPassAsync(session.DueOn);

        Assert.Equal(ReviewResult.Approved, Assert.Single(await dossier.FactsAsync<SupportDecided>()).Result);
        Assert.Empty(await dossier.FactsAsync<ReviewExtended>());
        Assert.Equal(s_seats[3..].Length * 2, (await dossier.LettersAsync(LetterKind.VoteReminder)).Length);
    }

    [Fact]
    public async Task Quorum_not_reached_by_the_deadline_extends_once_then_refers_the_case_to_the_national_committee_which_decides()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[..2]);
        DateOnly due = (await dossier.FileAsync()).Sessions[^1].DueOn;

        await running.App.LetPassAsync(due);
        Session extended = (await dossier.FileAsync()).Sessions[^1];
        Assert.Equal(1, extended.Extensions);
        Assert.Equal(WorkingCalendar.Default.AddWorkingDays(due.AddDays(1), 5), extended.DueOn);
        Assert.Equal(CaseState.Committee, await dossier.StateAsync());

        await running.App.LetPassAsync(extended.DueOn);
        Assert.Equal(Undecided.NoQuorum, Assert.Single(await dossier.FactsAsync<ReferredToNational>()).Why);
        Assert.Single(await dossier.FactsAsync<ReviewExtended>());

        await dossier.VoteAsync(VoteChoice.Approve, People.National);
        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
    }

    [Fact]
    public async Task The_national_committee_has_its_session_extended_until_it_decides()
    {
        await using Dossier dossier = await ReviewedAsync(cost: 500_000m);
        await dossier.VoteAsync(VoteChoice.Approve, People.National[..2]);

        await running.App.LetPassAsync((await dossier.FileAsync()).Sessions[^1].DueOn);
        await running.App.LetPassAsync((await dossier.FileAsync()).Sessions[^1].DueOn);
        Assert.Equal(2, (await dossier.FileAsync()).Sessions[^1].Extensions);
        await dossier.VoteAsync(VoteChoice.Approve, People.National[2..]);

        Assert.Equal(CaseState.ConventionToSign, await dossier.StateAsync());
    }

    [Fact]
    public async Task A_vote_taken_while_the_deadline_passes_decides_and_the_session_is_not_extended_for_it()
    {
        await using Dossier dossier = await ReviewedAsync();
        await dossier.VoteAsync(VoteChoice.Approve, s_seats[..2]);
        DateOnly due = (await dossier.FileAsync()).Sessions[^1].DueOn;
        // The procedure has looked and found no quorum; the vote, which was in time, is written; now the session's end is recorded.
        await dossier.TerminateAsync();
        await dossier.WriteUnheardAsync(new Actor(s_seats[2], Role.Member), People.Vote(VoteChoice.Approve, s_seats[2]));
        await running.App.LetPassAsync(due);

        EndRequest activity = ActivatorUtilities.CreateInstance<EndRequest>(running.App.Services);
        await activity.Run(new CaseStep(dossier.Reference, Guid.NewGuid(), new RequestKey(Ask.Votes)), TestContext.Current.CancellationToken);

        Assert.Empty(await dossier.FactsAsync<ReviewExtended>());
    }

    private async Task<Dossier> ReviewedAsync(decimal cost = 180_000m)
    {
        Dossier dossier = await Dossier.SubmitAsync(running.App, cost: cost);
        await dossier.JudgeAsync();
        return dossier;
    }
}
