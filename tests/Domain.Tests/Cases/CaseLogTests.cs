using System.Collections.Immutable;
using CsCheck;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Documents;
using Tasdir.TestKit;
using S = Tasdir.Domain.Cases.CaseState;

namespace Tasdir.Domain.Tests.Cases;

public sealed class CaseLogTests
{
    private static readonly SampleCase s_closed = SampleCases.In(S.Closed);

    // A change in a line shows in the line after it, which names its hash; in the last, in the hash that is kept beside the log.
    private static readonly Gen<int> s_places = Gen.Int[0, s_closed.Lines.Count - 1];

    [Fact]
    public void A_log_that_nobody_touched_holds() =>
        Assert.Null(CaseLog.FirstBreak(s_closed.Lines, s_closed.Head));

    [Fact]
    public void A_changed_line_is_found() => s_places.Sample(place =>
    {
        LogEntry entry = LogEntry.FromJson(s_closed.Lines[place]);
        string changed = (entry with { Actor = new Actor("somebody-else", entry.Actor.Role) }).ToJson();

        Assert.Equal(place + 2, CaseLog.FirstBreak(s_closed.Lines.SetItem(place, changed), s_closed.Head));
    });

    [Fact]
    public void A_changed_character_is_found_even_if_the_line_can_no_longer_be_read() => Gen.Select(s_places, Gen.Int[0, 10_000]).Sample((place, at) =>
    {
        string line = s_closed.Lines[place];
        char[] changed = line.ToCharArray();
        changed[at % line.Length] = changed[at % line.Length] == '#' ? '$' : '#';

        Assert.InRange(CaseLog.FirstBreak(s_closed.Lines.SetItem(place, new string(changed)), s_closed.Head) ?? 0, place + 1, place + 2);
    });

    [Fact]
    public void A_removed_line_is_found() => s_places.Sample(place =>
        Assert.Equal(place + 1, CaseLog.FirstBreak(s_closed.Lines.RemoveAt(place), s_closed.Head)));

    [Fact]
    public void An_inserted_line_is_found() => Gen.Select(s_places, s_places).Sample((place, copied) =>
        Assert.InRange(CaseLog.FirstBreak(s_closed.Lines.Insert(place, s_closed.Lines[copied]), s_closed.Head) ?? 0, place + 1, place + 2));

    [Fact]
    public void Two_swapped_lines_are_found() => Gen.Select(s_places, s_places).Where(places => places.Item1 < places.Item2).Sample((first, second) =>
    {
        ImmutableList<string> swapped = s_closed.Lines.SetItem(first, s_closed.Lines[second]).SetItem(second, s_closed.Lines[first]);

        Assert.Equal(first + 1, CaseLog.FirstBreak(swapped, s_closed.Head));
    });

    [Fact]
    public void A_line_added_at_the_end_in_good_order_is_found_by_the_stored_hash()
    {
        SampleCase submitted = SampleCases.In(S.Submitted);
        SampleCase withdrawn = submitted.Record(new ApplicationWithdrawn());

        Assert.Equal(submitted.Lines.Count + 1, CaseLog.FirstBreak(withdrawn.Lines.Take(submitted.Lines.Count + 1), submitted.Head) - 1);
    }

    [Fact]
    public void Each_line_is_numbered_dated_and_names_who_did_it_and_why()
    {
        DateTimeOffset at = new(2026, 2, 3, 9, 30, 0, TimeSpan.Zero);
        SampleCase submitted = SampleCases.In(S.Submitted);

        Extension extension = CaseLog.Extend(
            SampleCase.Reference, submitted.File, submitted.Head, [new ApplicationWithdrawn()], new Actor("applicant-1", Role.Applicant), "key-1", at);

        LogEntry entry = LogEntry.FromJson(extension.Lines[0]);
        Assert.Equal((submitted.File.Sequence + 1, at, new Actor("applicant-1", Role.Applicant), "key-1", submitted.Head),
            (entry.Sequence, entry.At, entry.Actor, entry.Cause, entry.Previous));
        Assert.Equal((at, S.Withdrawn), (extension.File!.ChangedAt, extension.File.State));
    }

    [Fact]
    public void What_cannot_happen_is_refused_and_nothing_of_the_whole_step_is_written()
    {
        SampleCase submitted = SampleCases.In(S.Submitted);

        Extension extension = CaseLog.Extend(
            SampleCase.Reference, submitted.File, submitted.Head, [new CheckOpened(), new CaseClosed()], Actor.Procedure, "test", submitted.Now);

        Assert.Equal((RefusalCodes.NotInThisState, "DocumentCheck"), (extension.Refused!.Code, extension.Refused.Values.Single()));
        Assert.Empty(extension.Lines);
        Assert.Null(extension.File);
    }

    [Fact]
    public void Reading_stops_at_an_empty_log_and_at_lines_that_do_not_follow()
    {
        Assert.Throws<InvalidOperationException>(() => CaseLog.Read(SampleCase.Reference, []));
        Assert.Throws<InvalidOperationException>(() => CaseLog.Read(SampleCase.Reference, s_closed.Lines.RemoveAt(3)));
    }
}
