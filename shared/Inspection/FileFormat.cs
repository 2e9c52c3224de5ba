namespace Tasdir.Inspection;

/// <summary>A format of files.</summary>
/// <param name="Code">What the programme's data call it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Extensions">The endings that its names have, with the dot, in lower case; the usual one first.</param>
public sealed record FileFormat(string Code, string ContentType, IReadOnlyList<string> Extensions);
