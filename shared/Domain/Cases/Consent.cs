namespace Tasdir.Domain.Cases;

/// <summary>How somebody who cannot file an application agreed that an agent does it.</summary>
public enum ConsentMeans
{
    /// <summary>Face to face, before the agent.</summary>
    InPerson,

    /// <summary>On paper, which the agent keeps or adds to the file.</summary>
    InWriting,

    /// <summary>By telephone.</summary>
    ByTelephone,
}

/// <summary>
/// An applicant's consent that a regional agent files in its name (law 09-08, article 4: consent is free, specific and
/// informed). Whatever the agent then does in the case is in its log under the agent's own name and role.
/// </summary>
/// <param name="GivenBy">Who gave it: the applicant, or who may sign for it.</param>
/// <param name="GivenOn">When.</param>
/// <param name="Means">How.</param>
/// <param name="Note">A witness, the language in which it was explained; or null.</param>
public sealed record Consent(string GivenBy, DateOnly GivenOn, ConsentMeans Means, string? Note = null);
