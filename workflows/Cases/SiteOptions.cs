using System.ComponentModel.DataAnnotations;

namespace Tasdir.Workflows.Cases;

/// <summary>Where the site is, from configuration section <c>Site</c>; checked when the app starts.</summary>
public sealed class SiteOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Site";

    /// <summary>The public address, which links in letters lead to; without a final slash.</summary>
    [Required, Url]
    public string BaseUrl { get; set; } = "";

    /// <summary>A page of the site.</summary>
    public Uri Page(string path) => new(new Uri(BaseUrl), path);
}
