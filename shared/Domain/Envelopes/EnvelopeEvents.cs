using Tasdir.Domain.Cases;
using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Envelopes;

/// <summary>The grant is set aside in the envelope of the region.</summary>
/// <param name="Envelope">Which envelope: year and region, <c>2026-10</c>.</param>
/// <param name="Amount">How much, MAD.</param>
public sealed record FundsReserved(string Envelope, Money Amount) : CaseEvent;

/// <summary>The envelope has no room; the case waits its turn.</summary>
public sealed record PlacedOnWaitingList(string Envelope) : CaseEvent;

/// <summary>What was set aside and not paid is back in the envelope.</summary>
public sealed record FundsReleased(string Envelope) : CaseEvent;
