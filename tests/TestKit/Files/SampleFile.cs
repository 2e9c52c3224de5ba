namespace Tasdir.TestKit.Files;

/// <summary>A file as somebody sends it.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="ContentType">The media type that it is declared as.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SampleFile(string FileName, string ContentType, byte[] Content)
{
    /// <inheritdoc/>
    public override string ToString() => FileName;
}
