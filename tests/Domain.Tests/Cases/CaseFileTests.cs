using System.Text.Json;
using CsCheck;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class CaseFileTests
{
    // Each number picks one of the facts that the table allows at that point.
    private static readonly Gen<SampleCase> s_walks = Gen.Int[0, 1_000].Array[0, 60].Select(numbers => Walk(numbers).Last());

    [Fact]
    public void Whatever_happens_in_an_order_that_the_table_allows_the_case_says_whose_turn_it_is_and_by_when() => s_walks.Sample(walk =>
    {
        CaseFile file = walk.File;
        bool ended = StateTable.HasEnded(file.State);
        bool waitsForPeople = RequestKey.AwaitedBy(file) is { Ask: not Ask.Funds };

        Assert.True(Enum.IsDefined(file.Turn));
        Assert.Equal(ended, file.Turn == Turn.Nobody);
        Assert.False(ended && (waitsForPeople || file.DueOn is not null));
        Assert.False(waitsForPeople && file.DueOn is null);
    });

    [Fact]
    public void A_case_read_from_its_log_is_the_case_that_wrote_it() => s_walks.Sample(walk =>
    {
        (CaseFile read, string head) = CaseLog.Read(SampleCase.Reference, walk.Lines);

        Assert.Equal(walk.Head, head);
        Assert.Equal(JsonOf(walk.File), JsonOf(read));
        Assert.Null(CaseLog.FirstBreak(walk.Lines, head));
    });

    [Fact]
    public void The_walks_come_to_every_state()
    {
        HashSet<CaseState> reached = [];
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            reached.UnionWith(Walk([.. Enumerable.Range(0, 200).Select(_ => random.Next(1_000))]).Select(step => step.File.State));
        }

        Assert.Equal(Enum.GetValues<CaseState>(), reached.Order());
    }

    [Theory]
    [InlineData(S.Draft, null, 0)]
    [InlineData(S.Submitted, null, 0)]
    [InlineData(S.DocumentCheck, Ask.Verdicts, 1)]
    [InlineData(S.ComplementRequested, Ask.Complement, 1)]
    [InlineData(S.Admissible, null, 0)]
    [InlineData(S.Inadmissible, null, 0)]
    [InlineData(S.Committee, Ask.Votes, 1)]
    [InlineData(S.Referred, null, 0)]
    [InlineData(S.NationalCommittee, Ask.Votes, 2)]
    [InlineData(S.Deferred, Ask.Answer, 1)]
    [InlineData(S.Approved, null, 0)]
    [InlineData(S.PartlyApproved, null, 0)]
    [InlineData(S.Rejected, null, 0)]
    [InlineData(S.WaitingList, Ask.Funds, 1)]
    [InlineData(S.FundsReserved, null, 0)]
    [InlineData(S.ConventionToSign, Ask.Signature, 1)]
    [InlineData(S.ConventionSigned, null, 0)]
    [InlineData(S.ProofAwaited, Ask.Proof, 1)]
    [InlineData(S.ProofReceived, Ask.Payment, 1)]
    [InlineData(S.PaymentPrepared, Ask.Payment, 1)]
    [InlineData(S.ServiceVerified, Ask.Payment, 1)]
    [InlineData(S.PaymentOrdered, Ask.Payment, 1)]
    [InlineData(S.PaymentVisaed, Ask.Payment, 1)]
    [InlineData(S.PaymentSent, Ask.Payment, 1)]
    [InlineData(S.PaymentReturned, Ask.Payment, 1)]
    [InlineData(S.TrancheSettled, null, 0)]
    [InlineData(S.Closed, null, 0)]
    [InlineData(S.Withdrawn, null, 0)]
    [InlineData(S.Expired, null, 0)]
    public void A_case_waits_for_one_request_at_most(CaseState state, Ask? ask, int number)
    {
        CaseFile file = SampleCases.In(state).File;

        Assert.Equal(state, file.State);
        Assert.Equal(ask is { } asked ? new RequestKey(asked, number) : null, RequestKey.AwaitedBy(file));
    }

    [Fact]
    public void The_check_after_the_complement_and_the_proof_of_each_tranche_are_requests_of_their_own()
    {
        SampleCase checkedAgain = SampleCases.In(S.ComplementRequested).Bring("rib-certificate").Do((file, now) => Complements.Answer(file, false, now));
        SampleCase secondTranche = SampleCases.In(S.TrancheSettled).Do((file, now) => Payouts.Open(file, 2, now));

        Assert.Equal(new RequestKey(Ask.Verdicts, 2), RequestKey.AwaitedBy(checkedAgain.File));
        Assert.Equal(new RequestKey(Ask.Proof, 2), RequestKey.AwaitedBy(secondTranche.File));
    }

    [Fact]
    public void A_line_out_of_turn_is_not_applied()
    {
        SampleCase submitted = SampleCases.In(S.Submitted);
        LogEntry next = new(submitted.File.Sequence + 1, submitted.Now, Actor.Procedure, "test", new CaseClosed(), submitted.Head);

        Assert.Contains("cannot follow", Applied(next).Message, StringComparison.Ordinal);
        Assert.Contains("does not follow", Applied(next with { Sequence = next.Sequence + 1 }).Message, StringComparison.Ordinal);

        InvalidOperationException Applied(LogEntry entry) =>
            Assert.Throws<InvalidOperationException>(() => CaseFile.Apply(SampleCase.Reference, submitted.File, entry));
    }

    private static IEnumerable<SampleCase> Walk(int[] numbers)
    {
        SampleCase walk = SampleCase.Begin();
        yield return walk;
        foreach (int choice in numbers)
        {
            // Nine times out of ten a fact that leads on, so that walks come far.
            CaseState state = walk.File.State;
            CaseEvent[] possible = [.. Facts.All.Select(fact => Fitting(fact, walk.File)).OfType<CaseEvent>().Where(fact => StateTable.Next(state, fact) is not null)];
            CaseEvent[] onward = [.. possible.Where(fact => StateTable.Next(state, fact) != state && fact is not ApplicationWithdrawn)];
            CaseEvent[] choices = choice % 10 == 0 || onward.Length == 0 ? possible : onward;
            walk = walk.After(1).Record(choices[choice / 10 % choices.Length]);
            yield return walk;
        }
    }

    // What is numbered continues the case's own numbers; what the convention does not have is neither signed nor opened.
    private static CaseEvent? Fitting(CaseEvent fact, CaseFile file) => fact switch
    {
        TrancheOpened opened when file.Convention is { } convention =>
            file.Tranches.Count < convention.Tranches.Count ? opened with { Tranche = file.Tranches.Count + 1 } : null,
        ConventionSigned when file.Convention is null => null,
        LetterRecorded letter => letter with { MailId = $"{letter.MailId}-{file.Sequence}" },
        _ => fact,
    };

    private static string JsonOf(CaseFile file) => JsonSerializer.Serialize(file with { Reminders = file.Reminders.Clear() }, CaseJson.Options)
        + string.Join(',', file.Reminders.Select(reminder => reminder.ToString()).Order());
}
