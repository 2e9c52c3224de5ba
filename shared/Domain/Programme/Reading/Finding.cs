namespace Tasdir.Domain.Programme.Reading;

/// <summary>Something in the programme's data that cannot be.</summary>
/// <param name="File">The file, by its path in the repository.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Sentence">What is wrong.</param>
public sealed record Finding(string File, int Line, string Sentence)
{
    /// <summary>As compilers write it, so that an editor opens the place.</summary>
    public override string ToString() => $"{File}:{Line}: {Sentence}";
}
