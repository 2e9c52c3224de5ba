using Tasdir.Domain.Documents;

namespace Tasdir.Inspection;

/// <summary>What came of opening a file.</summary>
/// <param name="Report">Whether it opens and holds nothing that could act or burst.</param>
/// <param name="Text">The text in it, at most <see cref="InspectionLimits.TextCharacters"/>; null where it has none and where the file cannot be used.</param>
public sealed record Inspected(CheckReport Report, string? Text);
