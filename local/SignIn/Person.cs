namespace Tasdir.Local.SignIn;

/// <summary>A ready-made person to sign in as.</summary>
/// <param name="Id">Also the token's subject.</param>
/// <param name="Roles">What the person may do.</param>
/// <param name="Region">01 to 12, or 00 for the whole country.</param>
/// <param name="Locale">fr or ar.</param>
/// <param name="About">Who this is, for whoever chooses.</param>
public sealed record Person(string Id, string Name, IReadOnlyList<string> Roles, string Region, string Locale, string About)
{
    /// <summary>The person's address; mail to it stays in the local mailbox.</summary>
    public string Email => $"{Id}@tasdir.example";

    /// <summary>Whether the person works for the programme.</summary>
    public bool IsOfficial => !Roles.Contains("applicant");
}
