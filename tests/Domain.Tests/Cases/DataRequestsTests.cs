using Tasdir.Domain.Cases;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Cases;

public sealed class DataRequestsTests
{
    [Fact]
    public void A_request_is_numbered_and_due_in_ten_working_days()
    {
        SampleCase check = SampleCases.In(CaseState.DocumentCheck);

        SampleCase asked = check.Do(Ask).Do(Ask);

        // Tuesday 20 January 2026, and ten days on which offices work.
        Assert.Equal([(1, new DateOnly(2026, 2, 3)), (2, new DateOnly(2026, 2, 3))], asked.File.DataRequests.Select(request => (request.Asked.Number, request.Asked.DueOn)));
        Assert.Equal(CaseState.DocumentCheck, asked.File.State);
        Assert.Null(asked.File.DataRequests[0].Answer);
    }

    [Fact]
    public void An_answer_stands_with_its_request_and_there_is_one()
    {
        SampleCase answered = SampleCases.In(CaseState.Rejected).Do(Ask).Do(Ask).Do((file, _) => DataRequests.Answer(file, 2, " Voici. "));

        Assert.Equal([null, "Voici."], answered.File.DataRequests.Select(request => request.Answer));
        Assert.Equal(RefusalCodes.DataRequestAnswered, DataRequests.Answer(answered.File, 2, "Encore").Refusals[0].Code);
        Assert.Equal(RefusalCodes.FieldRequired, DataRequests.Answer(answered.File, 1, " ").Refusals[0].Code);
    }

    [Fact]
    public void A_case_takes_fifty_requests()
    {
        SampleCase full = Enumerable.Range(0, DataRequests.Most).Aggregate(SampleCases.In(CaseState.Closed), (sample, _) => sample.Do(Ask));

        Assert.Equal(RefusalCodes.TooManyEntries, Ask(full.File, full.Circumstances).Refusals[0].Code);
    }

    private static Outcome Ask(CaseFile file, Circumstances now) => DataRequests.Ask(file, DataRequestKind.Access, "Que gardez-vous ?", now);
}
