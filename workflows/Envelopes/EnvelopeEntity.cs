using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Tasdir.Domain.Envelopes;
using Tasdir.Domain.Payments;

namespace Tasdir.Workflows.Envelopes;

/// <summary>What a case asks of its envelope.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Amount">MAD.</param>
/// <param name="Total">What the programme gives the envelope for its year, MAD.</param>
/// <param name="Tranche">Which tranche is paid; else 0.</param>
/// <param name="At">When, UTC.</param>
public sealed record EnvelopeMove(string Reference, Money Amount, Money Total, int Tranche, DateTimeOffset At);

/// <summary>The envelope of one region for one year: everything that moves its funds passes here, one at a time, so it is never overdrawn.</summary>
public sealed class EnvelopeEntity : TaskEntity<Envelope>
{
    /// <summary>Sets an amount aside, or puts the case on the waiting list.</summary>
    public bool TryReserve(EnvelopeMove move)
    {
        (State, bool granted) = (State with { Total = move.Total }).TryReserve(move.Reference, move.Amount, move.At);
        return granted;
    }

    /// <summary>Takes back what a case holds and was not paid, and its place on the waiting list.</summary>
    public void Release(EnvelopeMove move) => State = State.Release(move.Reference, move.At);

    /// <summary>Books a paid tranche.</summary>
    public void Consume(EnvelopeMove move) => State = State.Consume(move.Reference, move.Tranche, move.Amount, move.At);

    /// <summary>Runs the operations that were sent to an envelope.</summary>
    [Function(nameof(EnvelopeEntity))]
    public static Task Run([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<EnvelopeEntity>();

    /// <inheritdoc/>
    protected override Envelope InitializeState(TaskEntityOperation entityOperation) => new();
}
