using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Documents;

public sealed class ComplementsTests
{
    [Fact]
    public void Several_items_are_asked_for_at_once_each_with_what_the_officer_says_of_it()
    {
        SampleCase judged = SampleCases.In(S.DocumentCheck).Record(new DocumentRefused("d1", "Illisible")).Judge(refused: "rib-certificate");

        ComplementRequested asked = Request(judged, new("rib-certificate", "Au nom de la coopérative."), new("accounts", "S'il y en a.")).Fact<ComplementRequested>();

        Assert.Equal(["statutes", "rib-certificate", "accounts"], asked.Kinds);
        Assert.Equal([null, "Au nom de la coopérative.", "S'il y en a."], asked.Items!.Select(item => item.Note));
    }

    [Fact]
    public void What_is_at_fault_is_asked_for_whether_the_officer_names_it_or_not()
    {
        SampleCase judged = SampleCases.In(S.DocumentCheck).Judge(refused: "rib-certificate");

        Assert.Equal(["rib-certificate", "accounts"], Request(judged, new ComplementItem("accounts")).Fact<ComplementRequested>().Kinds);
        Assert.Equal(["rib-certificate"], Request(judged).Fact<ComplementRequested>().Kinds);
    }

    [Theory]
    [InlineData("statutes")] // accepted
    [InlineData("craft-card")] // not asked of a cooperative
    [InlineData("expense-proof")] // not asked at submission
    public void Only_what_the_file_may_still_need_is_asked_for(string kind) =>
        Request(SampleCases.In(S.DocumentCheck).Judge(refused: "rib-certificate"), new ComplementItem(kind))
            .RefusedWith(RefusalCodes.DocumentNotAsked, "items[0].kind");

    [Fact]
    public void What_is_optional_can_be_asked_for_of_a_file_without_fault_and_never_makes_it_inadmissible()
    {
        SampleCase asked = SampleCases.In(S.DocumentCheck).Judge()
            .Do((file, now) => Complements.Request(file, null, [new("accounts")], now));
        SampleCase late = asked.WhenPast(asked.File.DueOn!.Value).Do((file, now) => Requests.End(file, new(Ask.Complement), now));

        Assert.Equal(S.Admissible, late.Do((file, now) => DocumentCheck.Conclude(file, now.Rules)).File.State);
    }

    [Fact]
    public void The_applicant_answers_item_by_item_and_each_shows_the_document_that_answers_it()
    {
        SampleCase asked = SampleCases.In(S.DocumentCheck).Record(new DocumentRefused("d1", "Illisible")).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now));

        SampleCase half = asked.Bring("statutes");

        Assert.Equal([null, null], Answers(asked));
        Assert.Equal([half.File.Documents[^1].Id, null], Answers(half));
        SampleCase broken = half.BringWith("rib-certificate", AutomaticCheck.Structure, new Finding(FindingCode.Unreadable));
        Assert.Equal([half.File.Documents[^1].Id, null], Answers(broken));
        Complements.Answer(broken.File, withoutTheRest: false, broken.Circumstances)
            .RefusedWith(RefusalCodes.DocumentMissing, "documents", "rib-certificate");
    }

    [Fact]
    public void Whoever_cannot_bring_the_rest_says_so_and_the_case_goes_on_with_what_is_there()
    {
        SampleCase asked = SampleCases.In(S.DocumentCheck).Record(new DocumentRefused("d1", "Illisible")).Judge(refused: "rib-certificate")
            .Do((file, now) => Complements.Request(file, null, null, now)).Bring("statutes");

        SampleCase answered = asked.Do((file, now) => Complements.Answer(file, withoutTheRest: true, now));

        Assert.Equal(S.DocumentCheck, answered.File.State);
        SampleCase concluded = answered.Judge().Do((file, now) => DocumentCheck.Conclude(file, now.Rules));
        Assert.Equal([new Fault("rib-certificate", "Illisible")], concluded.File.Faults);
    }

    [Fact]
    public void An_answer_that_leaves_nothing_out_names_nothing()
    {
        SampleCase whole = SampleCases.In(S.ComplementRequested).Bring("rib-certificate");

        Assert.Null(Complements.Answer(whole.File, withoutTheRest: true, whole.Circumstances).Fact<ComplementAnswered>().Without);
    }

    private static IEnumerable<string?> Answers(SampleCase asked) =>
        asked.File.Complement!.Items.Select(item => asked.File.Complement.AnswerTo(item.Kind, asked.File)?.Id);

    private static Outcome Request(SampleCase check, params IReadOnlyList<ComplementItem> items) =>
        Complements.Request(check.File, null, items, check.Circumstances);
}
