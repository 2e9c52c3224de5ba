using CsCheck;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;
using Tasdir.TestKit;

namespace Tasdir.Domain.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private static readonly DateTimeOffset s_at = SampleCase.Beginning;

    private enum Verb
    {
        Reserve,
        Release,
        Consume,
    }

    private sealed record Operation(Verb Verb, string Reference, Money Amount, int Tranche);

    [Fact]
    public void What_is_set_aside_is_no_longer_available_and_what_is_paid_is_no_longer_set_aside()
    {
        Envelope envelope = Of(100).Reserve("A", 60).Consume("A", 1, Mad(25), s_at);

        Assert.Equal((Mad(35), Mad(25), Mad(40)), (envelope.Reserved, envelope.Consumed, envelope.Available));
    }

    [Fact]
    public void An_amount_is_set_aside_up_to_the_last_dirham_and_not_beyond()
    {
        Assert.True(Of(100).TryReserve("A", Mad(100), s_at).Granted);
        Assert.False(Of(100).TryReserve("A", new(100_01), s_at).Granted);
        Assert.Equal(Money.Zero, Of(100).Reserve("A", 100).Available);
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(100).TryReserve("A", Money.Zero, s_at));
    }

    [Fact]
    public void What_is_granted_beyond_what_is_set_aside_waits_its_turn_for_the_difference()
    {
        Envelope envelope = Of(100).Reserve("A", 40).Reserve("A", 40).Reserve("A", 60);
        Assert.Equal((Mad(60), Mad(40)), (envelope.Reserved, envelope.Available));
        Assert.True(envelope.TryReserve("A", Mad(50), s_at).Granted); // what is set aside is not taken back
        Assert.Equal(envelope, envelope.TryReserve("A", Mad(60), s_at).Envelope);

        envelope = envelope.Reserve("B", 30).Reserve("A", 80);
        Assert.Equal(["A"], envelope.Waiting);
        Assert.Equal(Mad(10), envelope.Available);
        Envelope content = envelope.Reserve("A", 60); // with what is set aside, so nobody waits behind it
        Assert.Empty(content.Waiting);
        Assert.Equal(Mad(60), content.Reserved - Mad(30));
        envelope = envelope.Release("B", s_at).Reserve("A", 80);
        Assert.Equal((Mad(80), Mad(20)), (envelope.Reserved, envelope.Available));
        Assert.Equal(Mad(80), envelope.Consume("A", 1, Mad(80), s_at).Consumed);
    }

    [Fact]
    public void Cases_that_found_it_empty_are_served_in_the_order_in_which_they_came()
    {
        Envelope envelope = Of(100).Reserve("A", 90).Reserve("B", 50).Reserve("C", 5);
        Assert.Equal(["B", "C"], envelope.Waiting);

        // C would fit, but B came first.
        Assert.False(envelope.TryReserve("C", Mad(5), s_at).Granted);
        envelope = envelope.Release("A", s_at).Reserve("C", 5);
        Assert.Equal(["B", "C"], envelope.Waiting);

        envelope = envelope.Reserve("B", 50).Reserve("C", 5);
        Assert.Empty(envelope.Waiting);
        Assert.Equal((Mad(55), Mad(45)), (envelope.Reserved, envelope.Available));
    }

    [Fact]
    public void A_case_that_leaves_the_waiting_list_makes_room_and_does_not_come_back()
    {
        Envelope envelope = Of(100).Reserve("A", 90).Reserve("B", 50).Reserve("C", 5).Release("B", s_at);

        Assert.Equal(["C"], envelope.Waiting);
        Assert.True(envelope.TryReserve("C", Mad(5), s_at).Granted);
        Assert.Equal((envelope, false), envelope.TryReserve("B", Mad(50), s_at));
    }

    [Fact]
    public void Only_what_was_not_paid_goes_back()
    {
        Envelope envelope = Of(100).Reserve("A", 60).Consume("A", 1, Mad(25), s_at).Release("A", s_at);

        Assert.Equal((Money.Zero, Mad(25), Mad(75)), (envelope.Reserved, envelope.Consumed, envelope.Available));
    }

    [Fact]
    public void More_than_was_set_aside_is_not_paid()
    {
        Envelope envelope = Of(100).Reserve("A", 60).Consume("A", 1, Mad(40), s_at);

        Assert.Throws<InvalidOperationException>(() => envelope.Consume("A", 2, new(20_01), s_at));
        Assert.Throws<InvalidOperationException>(() => envelope.Consume("B", 1, Mad(1), s_at));
        Assert.Equal(Money.Zero, envelope.Consume("A", 2, Mad(20), s_at).Reserved);
    }

    [Fact]
    public void Whatever_happens_it_is_never_overdrawn_and_its_ledger_balances() => s_operations.Sample(operations =>
    {
        foreach (Envelope envelope in Run(operations).Select(step => step.After))
        {
            Assert.True(envelope.Available >= Money.Zero && envelope.Reserved >= Money.Zero && envelope.Consumed >= Money.Zero);
            Assert.Equal(envelope.Total, envelope.Available + envelope.Reserved + envelope.Consumed);
            Assert.Equal(envelope.Waiting.Distinct(), envelope.Waiting);
            Assert.DoesNotContain(envelope.Lines, line => line.Move == LedgerMove.Released && envelope.Waiting.Contains(line.Reference));
        }
    }, iter: 500);

    [Fact]
    public void What_has_been_done_once_is_never_done_again() => s_operations.Sample(operations =>
    {
        (Operation Operation, Envelope Before, Envelope After)[] steps = [.. Run(operations)];
        Envelope last = steps.Length > 0 ? steps[^1].After : Of(100);
        foreach ((Operation operation, _, _) in steps.Where(step => step.After.Lines.Count > step.Before.Lines.Count))
        {
            Assert.Same(last.Lines, Apply(last, operation).Lines);
        }
    }, iter: 500);

    [Fact]
    public void Repeating_a_step_at_once_changes_nothing() => s_operations.Sample(operations =>
    {
        foreach ((Operation operation, _, Envelope after) in Run(operations))
        {
            Assert.Same(after, Apply(after, operation));
        }
    }, iter: 500);

    [Fact]
    public void Nobody_is_served_before_somebody_who_waits() => s_operations.Sample(operations =>
    {
        foreach ((Operation operation, Envelope before, Envelope after) in Run(operations))
        {
            bool served = operation.Verb == Verb.Reserve && after.Lines.Count > before.Lines.Count;
            Assert.False(served && !before.Waiting.IsEmpty && before.Waiting[0] != operation.Reference);

            // Who waits keeps the order, whoever leaves.
            Assert.Equal(before.Waiting.Where(after.Waiting.Contains), after.Waiting.Where(before.Waiting.Contains));
        }
    }, iter: 500);

    private static readonly Gen<Operation[]> s_operations = Gen.Select(
        Gen.Enum<Verb>(), Gen.Int[0, 4], Gen.Int[1, 60], Gen.Int[1, 2],
        (verb, reference, mad, tranche) => new Operation(verb, "ABCDE"[reference].ToString(), Mad(mad), tranche)).Array[0, 40];

    private static IEnumerable<(Operation Operation, Envelope Before, Envelope After)> Run(Operation[] operations)
    {
        Envelope envelope = Of(100);
        foreach (Operation operation in operations)
        {
            Envelope after = Apply(envelope, operation);
            yield return (operation, envelope, after);
            envelope = after;
        }
    }

    private static Envelope Apply(Envelope envelope, Operation operation)
    {
        try
        {
            return operation.Verb switch
            {
                Verb.Reserve => envelope.TryReserve(operation.Reference, operation.Amount, s_at).Envelope,
                Verb.Release => envelope.Release(operation.Reference, s_at),
                _ => envelope.Consume(operation.Reference, operation.Tranche, operation.Amount, s_at),
            };
        }
        catch (InvalidOperationException)
        {
            return envelope;
        }
    }

    private static Envelope Of(int mad) => new() { Total = Mad(mad) };

    private static Money Mad(int mad) => Money.FromMad(mad);
}

file static class Reservations
{
    public static Envelope Reserve(this Envelope envelope, string reference, int mad) =>
        envelope.TryReserve(reference, Money.FromMad(mad), SampleCase.Beginning).Envelope;
}
