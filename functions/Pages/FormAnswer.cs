using Microsoft.AspNetCore.Http;
using Tasdir.Domain.Cases;

namespace Tasdir.Functions.Pages;

/// <summary>A form that was not taken, shown again with what is wrong and what was filled in.</summary>
/// <param name="Form">Which form on the page: the id of its element.</param>
/// <param name="Refusals">What is wrong.</param>
/// <param name="Fields">What was filled in.</param>
public sealed record FormAnswer(string Form, IReadOnlyList<Refusal> Refusals, IFormCollection Fields)
{
    /// <summary>What was filled in in a field; null if nothing was.</summary>
    public string? Typed(string field) => Fields[field] is [{ Length: > 0 } typed, ..] ? typed : null;

    /// <summary>Whether something is wrong with a field.</summary>
    public bool IsAbout(string field) => Refusals.Any(refusal => refusal.Field == field);
}
