using Microsoft.Azure.Functions.Worker;
using Tasdir.Domain.Cases;
using Tasdir.Domain.Envelopes;
using Tasdir.Workflows.Cases;

namespace Tasdir.Workflows.Envelopes;

/// <summary>Records that the grant is set aside, or that the case waits its turn.</summary>
public sealed class RecordReservation(Procedure procedure)
{
    /// <summary>The state that the case is in afterwards.</summary>
    [Function(nameof(RecordReservation))]
    public async Task<CaseState> Run([ActivityTrigger] ReservationToRecord reservation, CancellationToken cancellation)
    {
        CaseFile file = await procedure.RecordAsync(
            nameof(RecordReservation),
            reservation.Step,
            (file, _) => reservation.Granted ? Outcome.Record(new FundsReserved(reservation.Envelope, file.Granted!.Value))
                : file.State == CaseState.WaitingList ? Outcome.AlreadySo
                : Outcome.Record(new PlacedOnWaitingList(reservation.Envelope)),
            cancellation);
        return file.State;
    }
}

/// <summary>What the envelope answered.</summary>
/// <param name="Step">The step.</param>
/// <param name="Envelope">Key of the envelope.</param>
/// <param name="Granted">Whether the amount is set aside.</param>
public sealed record ReservationToRecord(CaseStep Step, string Envelope, bool Granted);
