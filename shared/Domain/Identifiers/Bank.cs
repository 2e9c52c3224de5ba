using Tasdir.Domain.Programme;

namespace Tasdir.Domain.Identifiers;

/// <summary>How sure an entry of reference data is.</summary>
public enum Confidence
{
    /// <summary>From an official text or the holder's own publication.</summary>
    High,

    /// <summary>Several publications agree, none of them official.</summary>
    Medium,

    /// <summary>Seen once.</summary>
    Low,
}

/// <summary>A bank by the code that its RIBs begin with. There is no official list, so that a code may be missing or wrong.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Basis">Where the code was found.</param>
public sealed record Bank(string Code, Text Name, Confidence Confidence, string Basis);
