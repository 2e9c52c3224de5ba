using Tasdir.Domain.Payments;

namespace Tasdir.Domain.Programme;

/// <summary>A region.</summary>
/// <param name="Code">Official number, <c>01</c> to <c>12</c>.</param>
/// <param name="Iso">ISO 3166-2 code, <c>MA-01</c> to <c>MA-12</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Office">Address of the region's office for the programme.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="GdpShare">Share in the national product, per cent.</param>
/// <param name="Basis">Where the region and its names come from.</param>
/// <param name="Envelope">What the programme gives it for a year, MAD.</param>
/// <param name="Tifinagh">Its name in Amazigh; null where it is not known.</param>
public sealed record Region(
    string Code, string Iso, Text Name, string Office, PublishedFigure Population, PublishedFigure GdpShare, string Basis, Money Envelope, string? Tifinagh = null);

/// <summary>A published figure.</summary>
/// <param name="Value">The figure; its unit is that of the member that holds it.</param>
/// <param name="Year">Year that it is about.</param>
/// <param name="Source">Who published it where.</param>
/// <param name="Estimate">Whether it is an estimate of ours and not a published figure.</param>
public sealed record PublishedFigure(decimal Value, int Year, string Source, bool Estimate = false);
