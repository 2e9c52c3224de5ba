using System.ComponentModel.DataAnnotations;

namespace Tasdir.Functions.Http;

/// <summary>Who signs people in, from configuration section <c>Identity</c>; checked when the app starts.</summary>
public sealed class IdentityOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Identity";

    /// <summary>The issuer of access tokens, which tells its keys under <c>/.well-known/openid-configuration</c>.</summary>
    [Required, Url]
    public string Authority { get; set; } = "";

    /// <summary>What this API is called in access tokens.</summary>
    [Required]
    public string Audience { get; set; } = "";

    /// <summary>The page on which people sign in; null if pages cannot offer one.</summary>
    public string? SignInPage { get; set; }
}
