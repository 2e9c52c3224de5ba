using System.Collections.Immutable;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Envelopes;

/// <summary>What a line of an envelope's ledger says.</summary>
public enum LedgerMove
{
    /// <summary>Set aside for a case.</summary>
    Reserved,

    /// <summary>Back from a case.</summary>
    Released,

    /// <summary>Paid to a case, out of what was set aside for it.</summary>
    Consumed,
}

/// <summary>A line of the ledger: only ever added.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Move">What happened.</param>
/// <param name="Amount">MAD, above zero; zero where a case only gives up its place on the waiting list.</param>
/// <param name="Tranche">With <see cref="LedgerMove.Consumed"/>: which tranche; else 0.</param>
/// <param name="At">When, UTC.</param>
public sealed record LedgerLine(string Reference, LedgerMove Move, Money Amount, int Tranche, DateTimeOffset At);

/// <summary>
/// The funds of one region for one year. It is never overdrawn, and cases that found it empty are served in the order in
/// which they came. Every move is idempotent by case (and tranche), so a repeated call changes nothing.
/// </summary>
public sealed record Envelope
{
    /// <summary>What the region has for the year, MAD.</summary>
    public Money Total { get; init; }

    /// <summary>The ledger.</summary>
    public ImmutableList<LedgerLine> Lines { get; init; } = [];

    /// <summary>Cases waiting for funds, first come first.</summary>
    public ImmutableList<string> Waiting { get; init; } = [];

    /// <summary>Set aside and not yet paid, MAD.</summary>
    public Money Reserved => Sum(LedgerMove.Reserved) - Sum(LedgerMove.Released) - Consumed;

    /// <summary>Paid, MAD.</summary>
    public Money Consumed => Sum(LedgerMove.Consumed);

    /// <summary>What can still be set aside, MAD.</summary>
    public Money Available => Total - Reserved - Consumed;

    /// <summary>
    /// Sets an amount aside for a case, or puts the case on the waiting list. For more than is set aside already, as after an
    /// appeal, the difference is.
    /// </summary>
    /// <returns>The envelope afterwards, and whether the case has its funds.</returns>
    public (Envelope Envelope, bool Granted) TryReserve(string reference, Money amount, DateTimeOffset at)
    {
        if (amount <= Money.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "What is set aside is above zero.");
        }

        LedgerLine[] own = [.. Lines.Where(line => line.Reference == reference)];
        if (own.Any(line => line.Move == LedgerMove.Released))
        {
            return (this, false);
        }

        Money more = own.Where(line => line.Move == LedgerMove.Reserved).Aggregate(amount, (left, line) => left - line.Amount);
        if (more <= Money.Zero)
        {
            return (Waiting.Contains(reference) ? this with { Waiting = Waiting.Remove(reference) } : this, true);
        }

        bool inTurn = Waiting.IsEmpty || Waiting[0] == reference;
        return inTurn && more <= Available
            ? (Add(new LedgerLine(reference, LedgerMove.Reserved, more, 0, at)) with { Waiting = Waiting.Remove(reference) }, true)
            : (Waiting.Contains(reference) ? this : this with { Waiting = Waiting.Add(reference) }, false);
    }

    /// <summary>Takes back what a case holds and has not been paid, and its place on the waiting list.</summary>
    public Envelope Release(string reference, DateTimeOffset at)
    {
        Money held = HeldFor(reference);
        return held > Money.Zero || Waiting.Contains(reference)
            ? Add(new LedgerLine(reference, LedgerMove.Released, held, 0, at)) with { Waiting = Waiting.Remove(reference) }
            : this;
    }

    /// <summary>Books a paid tranche against what was set aside for its case.</summary>
    /// <exception cref="InvalidOperationException">More would be paid than was set aside.</exception>
    public Envelope Consume(string reference, int tranche, Money amount, DateTimeOffset at) =>
        Lines.Exists(line => line.Reference == reference && line.Move == LedgerMove.Consumed && line.Tranche == tranche) ? this
        : amount <= HeldFor(reference) ? Add(new LedgerLine(reference, LedgerMove.Consumed, amount, tranche, at))
        : throw new InvalidOperationException($"{reference}: {amount} MAD is more than the envelope holds for it.");

    private Envelope Add(LedgerLine line) => this with { Lines = Lines.Add(line) };

    private Money HeldFor(string reference) => Lines.Where(line => line.Reference == reference)
        .Aggregate(Money.Zero, (held, line) => line.Move == LedgerMove.Reserved ? held + line.Amount : held - line.Amount);

    private Money Sum(LedgerMove move) =>
        Lines.Where(line => line.Move == move).Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}
